package org.truncus.gateway.dimse;

import java.util.List;
import java.util.Optional;

/**
 * The outcome of a {@link DicomTransport#send}.
 *
 * @param instances one report for each instance asked for, in the same order
 * @param failure why the association didn't come about or ended early; the instances without an
 *     answer carry its kind and message
 */
public record SendReport(
    PeerAddress peer, List<InstanceReport> instances, Optional<AssociationFailure> failure) {

  /** Copies the list. */
  public SendReport {
    instances = List.copyOf(instances);
  }

  /** Whether the peer has every instance. */
  public boolean allDelivered() {
    return instances.stream().allMatch(InstanceReport::delivered);
  }

  /** The number of instances the peer has. */
  public long deliveredCount() {
    return instances.stream().filter(InstanceReport::delivered).count();
  }
}
