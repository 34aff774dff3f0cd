package org.truncus.gateway.dimse.builtin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.truncus.gateway.dimse.AeTitle;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.CommitmentReport;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.EchoReport;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.service.ServiceUser;
import org.truncus.gateway.dimse.service.Watchdog;

/** The DICOM upper layer written from PS3.7 and PS3.8, without a dependency. */
public final class BuiltinTransport implements DicomTransport {

  private final CallOptions calls;

  /** Standard timeouts, and PDUs of up to 64 KiB from peers we call. */
  public BuiltinTransport() {
    this(CallOptions.standard());
  }

  /** With these settings for associations we open. */
  public BuiltinTransport(CallOptions calls) {
    this.calls = calls;
  }

  @Override
  public String name() {
    return "builtin";
  }

  @Override
  public DicomListener listen(
      ListenOptions options, StoreHandler stores, Optional<CommitmentHandler> commitments) {
    return ServerListener.open(options, stores, commitments);
  }

  @Override
  public SendReport send(PeerAddress peer, String callingAet, List<OutgoingInstance> instances) {
    return with(peer, callingAet, user -> user.send(instances));
  }

  @Override
  public EchoReport echo(PeerAddress peer, String callingAet) {
    return with(peer, callingAet, ServiceUser::echo);
  }

  @Override
  public CommitmentReport commit(
      PeerAddress peer, String callingAet, CommitmentRequest request, Duration wait) {
    return with(peer, callingAet, user -> user.commit(request, wait));
  }

  @Override
  public CommitmentReport tell(PeerAddress peer, String callingAet, CommitmentResult result) {
    return with(peer, callingAet, user -> user.tell(result));
  }

  private <T> T with(PeerAddress peer, String callingAet, Function<ServiceUser, T> task) {
    try (Watchdog watchdog = new Watchdog("dicom-to-" + peer)) {
      return task.apply(
          new ServiceUser(peer, new Requestor(peer, AeTitle.check(callingAet), calls, watchdog)));
    }
  }
}
