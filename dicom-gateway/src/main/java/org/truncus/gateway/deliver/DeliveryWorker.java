package org.truncus.gateway.deliver;

import java.time.Clock;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Failures;

/**
 * Empties the outbox of one destination, several objects over one association. Each object has its
 * own answer, and its row is settled by that. For one thread.
 */
public final class DeliveryWorker {

  private static final Logger LOG = LoggerFactory.getLogger(DeliveryWorker.class);

  /** Objects over one association. */
  static final int BATCH = 20;

  private final DeliveryBook book;
  private final DataFolder folder;
  private final Outlet outlet;
  private final Clock clock;
  private final Deque<Ended> unsettled = new ArrayDeque<>();

  /** An attempt that isn't written down yet. */
  private record Ended(OutboxRow row, Attempt attempt) {}

  /** For one destination. */
  public DeliveryWorker(DeliveryBook book, DataFolder folder, Outlet outlet, Clock clock) {
    this.book = book;
    this.folder = folder;
    this.outlet = outlet;
    this.clock = clock;
  }

  /**
   * Sends what waits; where the destination isn't there, asks it whether it is, when the time for
   * that has come, and gives up what has waited too long. Returns whether there was anything to do.
   */
  public boolean step() {
    settleAll(); // what the database couldn't take before
    return switch (outlet.breaker().state()) {
      case CLOSED -> send(BATCH);
      case HALF_OPEN -> send(1);
      case OPEN -> outlet.breaker().probeDue() ? probe() : giveUp();
    };
  }

  private boolean probe() {
    outlet.breaker().probed(outlet.courier().trouble());
    return true;
  }

  private boolean giveUp() {
    String why = Failures.cut(outlet.breaker().view().lastError().orElse("not there"));
    long before = clock.millis() - outlet.rule().giveUp().toMillis();
    int count = book.giveUp(outlet.destination(), before, why);
    if (count > 0) {
      LOG.error("{}: gave up {} objects, kept for a person: {}", outlet.destination(), count, why);
    }
    return count > 0;
  }

  private boolean send(int most) {
    List<OutboxRow> rows = book.claim(outlet.destination(), most);
    if (rows.isEmpty()) {
      return false;
    }
    Shipment shipment = ship(rows);
    tellBreaker(rows, shipment);
    for (int i = 0; i < rows.size(); i++) {
      unsettled.add(new Ended(rows.get(i), attempt(rows.get(i), shipment, i)));
    }
    settleAll();
    return true;
  }

  /** Whatever goes wrong, there is one report for each row. */
  private Shipment ship(List<OutboxRow> rows) {
    List<OutgoingInstance> files =
        rows.stream().map(row -> new OutgoingInstance(folder.result(row.sha256()))).toList();
    try {
      Shipment shipment = outlet.courier().ship(files);
      int reports = shipment.reports().size();
      return reports == rows.size()
          ? shipment
          : unknown(
              rows, "%d objects were sent, and %d reported on".formatted(rows.size(), reports));
    } catch (RuntimeException e) {
      return unknown(rows, "sending failed: " + Failures.describe(e));
    }
  }

  private Shipment unknown(List<OutboxRow> rows, String trouble) {
    LOG.error("{}: {}", outlet.destination(), trouble);
    return Shipment.of(rows.stream().map(row -> unknown(row, trouble)).toList());
  }

  private static InstanceReport unknown(OutboxRow row, String trouble) {
    return new InstanceReport(
        null,
        row.sopClassUid(),
        row.sopInstanceUid(),
        OptionalInt.empty(),
        trouble,
        Optional.of(FailureKind.TRANSIENT));
  }

  /** A destination that refuses us for good is there: a person has to look at each object. */
  private void tellBreaker(List<OutboxRow> rows, Shipment shipment) {
    CircuitBreaker breaker = outlet.breaker();
    if (shipment.answered()) {
      breaker.answered();
    }
    Optional<Integer> brokeAt = shipment.brokeAt();
    if (brokeAt.isPresent()) {
      breaker.broke(rows.get(brokeAt.get()).id(), shipment.failure().orElseThrow().message());
    } else if (shipment.failure().isPresent()) {
      AssociationFailure why = shipment.failure().get();
      if (why.kind() == FailureKind.TRANSIENT) {
        breaker.missed(why.message());
      } else {
        breaker.answered();
      }
    }
  }

  private Attempt attempt(OutboxRow row, Shipment shipment, int index) {
    InstanceReport report = shipment.reports().get(index);
    return shipment.reached(index)
        ? outlet.rule().after(row, report, clock.millis())
        : DeliveryRule.notReached(row, report, clock.millis());
  }

  private void settleAll() {
    if (unsettled.isEmpty()) {
      return;
    }
    int sent = 0;
    int all = unsettled.size();
    while (!unsettled.isEmpty()) {
      Ended next = unsettled.element();
      book.settle(next.row(), next.attempt());
      unsettled.remove();
      log(next);
      sent += next.attempt().state() == OutboxState.DELIVERED ? 1 : 0;
    }
    book.sync();
    LOG.info("{}: {} of {} objects delivered", outlet.destination(), sent, all);
  }

  private void log(Ended ended) {
    OutboxRow row = ended.row();
    String detail = DeliveryBook.detail(ended.attempt());
    if (ended.attempt().state() == OutboxState.DELIVERED) {
      LOG.info("study {}: report delivered to {} ({})", row.studyUid(), row.destination(), detail);
    } else if (ended.attempt().counted()) {
      LOG.warn(
          "study {}: report not delivered to {} (attempt {}: {})",
          row.studyUid(),
          row.destination(),
          row.attempts(),
          detail);
    }
  }
}
