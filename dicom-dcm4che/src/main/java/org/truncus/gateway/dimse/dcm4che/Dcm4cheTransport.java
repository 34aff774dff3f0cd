package org.truncus.gateway.dimse.dcm4che;

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

/** The DICOM network over dcm4che. */
public final class Dcm4cheTransport extends ServiceTransport {

  private final CallOptions calls;

  /** With these settings for associations we open. */
  public Dcm4cheTransport(CallOptions calls) {
    this.calls = calls;
  }

  @Override
  public String name() {
    return Transports.DCM4CHE;
  }

  @Override
  public DicomListener listen(
      ListenOptions options, StoreHandler stores, Optional<CommitmentHandler> commitments) {
    return Dcm4cheListener.open(options, stores, commitments);
  }

  @Override
  protected <T> T with(PeerAddress peer, String callingAet, Function<ServiceUser, T> task) {
    try (CallingDevice device = new CallingDevice(peer, AeTitle.check(callingAet), calls)) {
      return task.apply(new ServiceUser(peer, device));
    }
  }
}
