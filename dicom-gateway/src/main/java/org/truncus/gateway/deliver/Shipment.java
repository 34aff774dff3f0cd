package org.truncus.gateway.deliver;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.SendReport;

/**
 * What became of objects that were sent together.
 *
 * @param reports one for each object, in their order
 * @param failure why there was no association, or why it ended early
 */
public record Shipment(List<InstanceReport> reports, Optional<AssociationFailure> failure) {

  /** Copies the list. */
  public Shipment {
    reports = List.copyOf(reports);
  }

  static Shipment of(SendReport report) {
    return new Shipment(report.instances(), report.failure());
  }

  /** Where nothing was answered and it may be better later, the destination wasn't there. */
  static Shipment of(List<InstanceReport> reports) {
    Optional<AssociationFailure> failure =
        reports.stream().anyMatch(r -> r.delivered() || r.status().isPresent())
            ? Optional.empty()
            : reports.stream()
                .filter(r -> r.failure().orElse(null) == FailureKind.TRANSIENT)
                .findFirst()
                .map(
                    r ->
                        new AssociationFailure(
                            FailureKind.TRANSIENT, r.message(), Optional.empty()));
    return new Shipment(reports, failure);
  }

  /** Whether the destination answered to any object. */
  boolean answered() {
    return reports.stream().anyMatch(report -> report.status().isPresent());
  }

  /** The object during which the association broke; empty where it didn't, or never was. */
  Optional<Integer> brokeAt() {
    if (failure.isEmpty() || !failure.get().established()) {
      return Optional.empty();
    }
    return IntStream.range(0, reports.size()).filter(this::unanswered).boxed().findFirst();
  }

  /** Whether an object's turn came; those behind the break only waited. */
  boolean reached(int index) {
    return brokeAt().isEmpty() || index <= brokeAt().get() || !unanswered(index);
  }

  private boolean unanswered(int index) {
    InstanceReport report = reports.get(index);
    return report.status().isEmpty()
        && failure.isPresent()
        && report.message().equals(failure.get().message());
  }
}
