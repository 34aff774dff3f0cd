package org.truncus.gateway.deliver;

import java.util.List;
import java.util.Optional;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.EchoReport;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;

/**
 * Brings objects by C-STORE, and asks by C-ECHO.
 *
 * @param callingAet our own title
 */
public record DicomCourier(DicomTransport transport, PeerAddress peer, String callingAet)
    implements Courier {

  @Override
  public List<InstanceReport> send(List<OutgoingInstance> instances) {
    return ship(instances).reports();
  }

  @Override
  public Shipment ship(List<OutgoingInstance> instances) {
    return Shipment.of(transport.send(peer, callingAet, instances));
  }

  /** Any answer will do, also that it knows no C-ECHO, or doesn't want us. */
  @Override
  public Optional<String> trouble() {
    EchoReport echo = transport.echo(peer, callingAet);
    return echo.failure()
        .filter(why -> why.kind() == FailureKind.TRANSIENT)
        .map(AssociationFailure::message);
  }
}
