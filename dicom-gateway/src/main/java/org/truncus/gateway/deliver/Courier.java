package org.truncus.gateway.deliver;

import java.util.List;
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
}
