package org.truncus.gateway.deliver;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;

/** A destination that does what a test says, and remembers what it took. */
class FakeArchive implements Courier {

  /** What becomes of an association. */
  enum Door {
    OPEN,
    AWAY,
    BUSY,
    REFUSES;

    private Optional<AssociationFailure> failure() {
      return switch (this) {
        case OPEN -> Optional.empty();
        case AWAY ->
            Optional.of(
                new AssociationFailure(FailureKind.TRANSIENT, "no connection", Optional.empty()));
        case BUSY -> rejected(AssociationReject.TEMPORARY_CONGESTION);
        case REFUSES -> rejected(AssociationReject.CALLED_AET_NOT_RECOGNISED);
      };
    }

    private static Optional<AssociationFailure> rejected(AssociationReject reject) {
      return Optional.of(new AssociationFailure(reject.kind(), reject.text(), Optional.of(reject)));
    }
  }

  final List<Path> taken = new ArrayList<>();
  final List<Integer> shipments = new ArrayList<>();
  Door door = Door.OPEN;
  int status = DimseStatus.SUCCESS;
  String comment = "";
  Path unbearable = Path.of("none");
  int breaksAfter = Integer.MAX_VALUE;
  int probes;

  @Override
  public List<InstanceReport> send(List<OutgoingInstance> instances) {
    return ship(instances).reports();
  }

  @Override
  public synchronized Shipment ship(List<OutgoingInstance> instances) {
    shipments.add(instances.size());
    List<InstanceReport> reports = new ArrayList<>();
    Optional<AssociationFailure> failure = door.failure();
    for (OutgoingInstance instance : instances) {
      if (failure.isEmpty()
          && (instance.file().equals(unbearable) || reports.size() >= breaksAfter)) {
        failure = Optional.of(AssociationFailure.ended(FailureKind.TRANSIENT, "it broke"));
      }
      reports.add(failure.isPresent() ? unsent(instance, failure.get()) : answered(instance));
    }
    return new Shipment(reports, failure);
  }

  private InstanceReport answered(OutgoingInstance instance) {
    boolean good = DimseStatus.isDelivered(status);
    if (good) {
      taken.add(instance.file());
    }
    return new InstanceReport(
        instance,
        "",
        "",
        OptionalInt.of(status),
        comment,
        good ? Optional.empty() : Optional.of(FailureKind.TRANSIENT));
  }

  private static InstanceReport unsent(OutgoingInstance instance, AssociationFailure why) {
    return new InstanceReport(
        instance, "", "", OptionalInt.empty(), why.message(), Optional.of(why.kind()));
  }

  @Override
  public synchronized Optional<String> trouble() {
    probes++;
    return door.failure()
        .filter(why -> why.kind() == FailureKind.TRANSIENT)
        .map(AssociationFailure::message);
  }
}
