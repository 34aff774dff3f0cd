package org.truncus.gateway.dimse.service;

import java.time.Duration;
import java.util.List;
import org.truncus.gateway.dimse.CommitmentReport;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.EchoReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;

/** What we do as service user of one peer, over whatever opens associations to it. */
public final class ServiceUser {

  private final PeerAddress peer;
  private final Caller caller;

  /** Over that peer's caller. */
  public ServiceUser(PeerAddress peer, Caller caller) {
    this.peer = peer;
    this.caller = caller;
  }

  /** See {@link org.truncus.gateway.dimse.DicomTransport#send}. */
  public SendReport send(List<OutgoingInstance> instances) {
    return new SendJob(peer, caller, instances).run();
  }

  /** See {@link org.truncus.gateway.dimse.DicomTransport#echo}. */
  public EchoReport echo() {
    return new EchoUser(peer).echo(caller);
  }

  /** See {@link org.truncus.gateway.dimse.DicomTransport#commit}. */
  public CommitmentReport commit(CommitmentRequest request, Duration wait) {
    return new CommitmentUser(peer, caller).ask(request, wait);
  }

  /** See {@link org.truncus.gateway.dimse.DicomTransport#tell}. */
  public CommitmentReport tell(CommitmentResult result) {
    return new CommitmentUser(peer, caller).tell(result);
  }
}
