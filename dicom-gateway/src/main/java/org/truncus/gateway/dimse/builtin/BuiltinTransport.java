package org.truncus.gateway.dimse.builtin;

import java.util.Optional;
import java.util.function.Function;
import org.truncus.gateway.dimse.AeTitle;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.Transports;
import org.truncus.gateway.dimse.service.ServiceTransport;
import org.truncus.gateway.dimse.service.ServiceUser;
import org.truncus.gateway.dimse.service.Watchdog;

/** The DICOM upper layer written from PS3.7 and PS3.8, without a dependency. */
public final class BuiltinTransport extends ServiceTransport {

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
    return Transports.BUILTIN;
  }

  @Override
  public DicomListener listen(
      ListenOptions options, StoreHandler stores, Optional<CommitmentHandler> commitments) {
    return ServerListener.open(options, stores, commitments);
  }

  @Override
  protected <T> T with(PeerAddress peer, String callingAet, Function<ServiceUser, T> task) {
    try (Watchdog watchdog = new Watchdog("dicom-to-" + peer)) {
      return task.apply(
          new ServiceUser(peer, new Requestor(peer, AeTitle.check(callingAet), calls, watchdog)));
    }
  }
}
