package org.truncus.gateway.dimse.builtin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A connected socket whose peer has said everything and hung up; what we say is kept. */
final class MemorySocket extends Socket {

  private final InputStream in;
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private boolean closed;

  MemorySocket(byte[] said) {
    in = new ByteArrayInputStream(said);
  }

  /** What was written to the peer. */
  byte[] heard() {
    return out.toByteArray();
  }

  @Override
  public InputStream getInputStream() {
    return in;
  }

  @Override
  public OutputStream getOutputStream() {
    return out;
  }

  @Override
  public InetAddress getInetAddress() {
    return InetAddress.getLoopbackAddress();
  }

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public synchronized void setSoTimeout(int timeout) {}

  @Override
  public void shutdownOutput() {}

  @Override
  public synchronized void close() {
    closed = true;
  }

  @Override
  public boolean isClosed() {
    return closed;
  }
}
