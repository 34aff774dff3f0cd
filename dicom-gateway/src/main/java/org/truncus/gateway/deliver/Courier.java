package org.truncus.gateway.deliver;

import java.util.List;
import java.util.Optional;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;

/** Brings objects to one destination. */
@FunctionalInterface
public interface Courier {

  /**
   * Sends objects, over one association or in one request where it can.
   *
   * @param instances at least one
   * @return one report an instance, in their order; failures stand in there
   */
  List<InstanceReport> send(List<OutgoingInstance> instances);

  /** The same, with what happened to the connection as far as it is known. */
  default Shipment ship(List<OutgoingInstance> instances) {
    return Shipment.of(send(instances));
  }

  /**
   * Asks whether the destination is there, without sending anything to keep.
   *
   * @return why not; empty where it is, or where there is no way to ask
   */
  default Optional<String> trouble() {
    return Optional.empty();
  }
}
