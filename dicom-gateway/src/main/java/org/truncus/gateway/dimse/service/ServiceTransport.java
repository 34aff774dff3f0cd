package org.truncus.gateway.dimse.service;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import org.truncus.gateway.dimse.CommitmentReport;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.EchoReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;

/**
 * A transport whose requests to others are those of {@link ServiceUser}; adapters open the
 * associations.
 */
public abstract class ServiceTransport implements DicomTransport {

  /**
   * Gives a task a user of the peer's services, and closes what that took.
   *
   * @param callingAet our title, unchecked
   */
  protected abstract <T> T with(PeerAddress peer, String callingAet, Function<ServiceUser, T> task);

  @Override
  public final SendReport send(
      PeerAddress peer, String callingAet, List<OutgoingInstance> instances) {
    return with(peer, callingAet, user -> user.send(instances));
  }

  @Override
  public final EchoReport echo(PeerAddress peer, String callingAet) {
    return with(peer, callingAet, ServiceUser::echo);
  }

  @Override
  public final CommitmentReport commit(
      PeerAddress peer, String callingAet, CommitmentRequest request, Duration wait) {
    return with(peer, callingAet, user -> user.commit(request, wait));
  }

  @Override
  public final CommitmentReport tell(PeerAddress peer, String callingAet, CommitmentResult result) {
    return with(peer, callingAet, user -> user.tell(result));
  }
}
