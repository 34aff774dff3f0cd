package org.truncus.gateway.dimse.dcm4che;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Device;
import org.dcm4che3.net.IncompatibleConnectionException;
import org.dcm4che3.net.pdu.AAbort;
import org.dcm4che3.net.pdu.AAssociateRJ;
import org.dcm4che3.net.pdu.AAssociateRQ;
import org.dcm4che3.net.pdu.PresentationContext;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.pdu.ProposedContext;
import org.truncus.gateway.dimse.pdu.RoleSelection;
import org.truncus.gateway.dimse.service.AssociationException;
import org.truncus.gateway.dimse.service.Caller;
import org.truncus.gateway.dimse.service.Channel;
import org.truncus.gateway.dimse.service.Dialler;
import org.truncus.gateway.dimse.service.OutgoingAssociation;
import org.truncus.gateway.dimse.service.Threads;
import org.truncus.gateway.dimse.service.Watchdog;

/** Opens associations to one peer; its creator closes it. */
final class CallingDevice implements Caller, AutoCloseable {

  private static final int SMALLEST_PDU = 8;

  private final PeerAddress peer;
  private final String callingAet;
  private final CallOptions calls;
  private final Watchdog watchdog;
  private final ExecutorService threads;
  private final Timers timers;

  CallingDevice(PeerAddress peer, String callingAet, CallOptions calls) {
    this.peer = peer;
    this.callingAet = callingAet;
    this.calls = calls;
    String name = "dcm4che-to-" + peer;
    watchdog = new Watchdog(name);
    threads = Executors.newCachedThreadPool(Threads.daemons(name));
    timers = new Timers(name, threads);
  }

  @Override
  public OutgoingAssociation open(List<ProposedContext> contexts, List<RoleSelection> roles)
      throws AssociationException {
    Channel channel = Dialler.dial(peer, calls, watchdog);
    Results results = new Results();
    Association association = associate(channel, request(contexts, roles), results);
    int length = association.getAAssociateAC().getMaxPDULength();
    if (length < 0 || (length > 0 && length < SMALLEST_PDU)) {
      association.abort();
      close(channel);
      throw new AssociationException(
          FailureKind.PERMANENT,
          "%s takes PDUs of %d bytes, which dcm4che can't send; take --transport builtin"
              .formatted(peer, length & 0xFFFFFFFFL),
          null);
    }
    return new CalledAssociation(association, channel, contexts, results, watchdog, calls);
  }

  private Association associate(Channel channel, AAssociateRQ request, Results results)
      throws AssociationException {
    try {
      Connection connection = new Dialled(channel.speaking());
      Settings.apply(connection, calls.timeouts(), calls.maxPduLength());
      Device device = new Device(callingAet);
      device.addConnection(connection);
      device.setExecutor(threads);
      device.setScheduledExecutor(timers);
      ApplicationEntity entity = new ApplicationEntity(callingAet);
      device.addApplicationEntity(entity);
      entity.addConnection(connection);
      entity.setRoleSelectionNegotiationLenient(true);
      entity.setDimseRQHandler(results);
      return entity.connect(connection, new Connection("peer", peer.host(), peer.port()), request);
    } catch (AAssociateRJ e) {
      throw AssociationException.rejected(
          peer, callingAet, new AssociationReject(e.getResult(), e.getSource(), e.getReason()));
    } catch (AAbort e) {
      close(channel);
      throw aborted(e);
    } catch (IOException e) {
      close(channel);
      String why = e.getMessage() == null ? "it closed the connection" : e.getMessage();
      throw new AssociationException(
          FailureKind.TRANSIENT, peer + " doesn't accept an association: " + why, e);
    } catch (InterruptedException e) {
      close(channel);
      Thread.currentThread().interrupt();
      throw new AssociationException(FailureKind.TRANSIENT, "interrupted", e);
    } catch (IncompatibleConnectionException | GeneralSecurityException e) {
      close(channel);
      throw new IllegalStateException(e); // the connection is ours
    }
  }

  /** What wasn't a PDU makes dcm4che abort as provider; anything else is for the peer to mend. */
  private AssociationException aborted(AAbort abort) {
    boolean speaksOtherwise =
        abort.getSource() == AAbort.UL_SERIVE_PROVIDER
            && abort.getReason() != AAbort.REASON_NOT_SPECIFIED;
    return speaksOtherwise
        ? new AssociationException(
            FailureKind.PERMANENT,
            "%s doesn't answer as a DICOM peer: %s; check host and port"
                .formatted(peer, abort.getMessage()),
            abort)
        : new AssociationException(
            FailureKind.TRANSIENT,
            "%s: A-ABORT on request, or no answer within %d ms"
                .formatted(peer, calls.timeouts().request().toMillis()),
            abort);
  }

  private AAssociateRQ request(List<ProposedContext> contexts, List<RoleSelection> roles) {
    AAssociateRQ request = new AAssociateRQ();
    request.setCalledAET(peer.aeTitle());
    request.setCallingAET(callingAet);
    request.setImplClassUID(UID.TruncusImplementationClass);
    request.setImplVersionName(DicomWriter.IMPLEMENTATION_VERSION_NAME);
    for (ProposedContext context : contexts) {
      request.addPresentationContext(
          new PresentationContext(
              context.id(),
              context.abstractSyntax(),
              context.transferSyntaxes().toArray(String[]::new)));
    }
    for (RoleSelection role : roles) {
      request.addRoleSelection(
          new org.dcm4che3.net.pdu.RoleSelection(role.sopClassUID(), role.scu(), role.scp()));
    }
    return request;
  }

  private void close(Channel channel) {
    try {
      channel.close(watchdog, Dcm4cheListener.BACKSTOP);
    } catch (IOException e) {
      // nothing was sent over it that somebody waits for
    }
  }

  @Override
  public void close() {
    threads.shutdown();
    timers.shutdownNow();
    watchdog.close();
  }

  /** A connection of dcm4che's whose socket is there already. */
  private static final class Dialled extends Connection {
    private final transient Socket socket;

    Dialled(Socket socket) {
      super("dialled", "127.0.0.1");
      this.socket = socket;
    }

    @Override
    public Socket connect(Connection remote) {
      return socket;
    }
  }
}
