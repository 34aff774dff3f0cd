package org.truncus.gateway.dimse.dcm4che;

import java.io.IOException;
import java.net.Socket;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.TCPProtocolHandler;

/**
 * dcm4che's own handler of DICOM connections, which makes an acceptor of a socket. It can't be
 * named, but taken out of the list of handlers and put back.
 */
final class Protocol {

  private static final TCPProtocolHandler DICOM = find();

  private Protocol() {}

  /** Accepts an association on that socket; with an executor that runs at once, until its end. */
  static void serve(Connection settings, Socket socket) throws IOException {
    DICOM.onAccept(settings, socket);
  }

  private static TCPProtocolHandler find() {
    TCPProtocolHandler handler = Connection.unregisterTCPProtocolHandler(Connection.Protocol.DICOM);
    Connection.registerTCPProtocolHandler(Connection.Protocol.DICOM, handler);
    return handler;
  }
}
