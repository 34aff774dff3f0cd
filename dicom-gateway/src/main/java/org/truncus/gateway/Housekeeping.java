package org.truncus.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.truncus.gateway.deliver.Destination;
import org.truncus.gateway.deliver.OutboxRow;
import org.truncus.gateway.infer.ScoringWorker;
import org.truncus.gateway.work.ClockWatch;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.GatewayTable;
import org.truncus.gateway.work.OrphanSweep;
import org.truncus.gateway.work.Recovery;
import org.truncus.gateway.work.Retention;
import org.truncus.gateway.work.StudyCloser;
import org.truncus.gateway.work.StudyProgress;
import org.truncus.gateway.work.StudyRow;

/**
 * What has to be done now and then: saying that this gateway lives, taking over what others left,
 * parking what nobody would take up, closing studies, making room.
 *
 * @param models that this gateway serves, {@code name/version}
 */
record Housekeeping(
    GatewayConfig config,
    Tables tables,
    GatewayTable gateways,
    Recovery recovery,
    List<String> models) {

  private static final Duration REST = Duration.ofSeconds(30);

  /** Before any work begins: what was under way when this gateway ended last is put back. */
  void atStart() {
    serve();
    recovery.recover(true);
    tables.database().transact(handle -> tables.outbox().release(handle, true));
    parkOrphans();
  }

  void start(Loops loops, ScoringWorker worker) {
    StudyCloser closer =
        new StudyCloser(
            tables.database(),
            tables.studies(),
            tables.runs(),
            tables.audit(),
            models,
            tables.clock());
    Optional<ClockWatch> watch =
        config.database().isPresent()
            ? Optional.empty()
            : Optional.of(new ClockWatch(tables.database(), tables.clock(), System::nanoTime));
    loops.start(
        "close-studies",
        () -> {
          watch.ifPresent(ClockWatch::look);
          return closer.step();
        });
    loops.start("retention", REST, retention()::step);
    OrphanSweep sweep = new OrphanSweep(tables.database(), tables.folder(), tables.clock());
    loops.start("sweep", REST, sweep::step);
    loops.start(
        "housekeeping",
        REST,
        () -> {
          watch.ifPresent(ClockWatch::look);
          step(worker);
          return false;
        });
  }

  private Retention retention() {
    GatewayConfig.Limits limits = config.limits();
    return new Retention(
        tables.database(),
        tables.folder(),
        tables.studies(),
        tables.audit(),
        tables.folder()::space,
        new Retention.Rule(limits.lowWater(), limits.keepDelivered(), limits.keepSkipped()),
        tables.clock());
  }

  private void step(ScoringWorker worker) {
    serve();
    tables
        .database()
        .transact(
            handle -> {
              tables.runs().renew(handle, worker.current());
              tables.outbox().renew(handle);
              tables.studies().forgetExpectations(handle);
              return tables.outbox().release(handle, false);
            });
    recovery.recover(false);
    parkOrphans();
  }

  private void serve() {
    List<String> destinations = config.sendTo().stream().map(Destination::key).toList();
    tables
        .database()
        .transact(
            handle -> {
              gateways.serve(handle, GatewayTable.Kind.MODEL, models);
              gateways.serve(handle, GatewayTable.Kind.DESTINATION, destinations);
              return null;
            });
  }

  /** What no living gateway would ever take up is parked for a person. */
  private void parkOrphans() {
    Database database = tables.database();
    recovery.parkUnserved(
        database.transact(handle -> gateways.served(handle, GatewayTable.Kind.MODEL)));
    Set<String> destinations =
        database.transact(handle -> gateways.served(handle, GatewayTable.Kind.DESTINATION));
    for (OutboxRow row :
        database.transact(handle -> tables.outbox().unlisted(handle, destinations))) {
      database.transact(handle -> park(handle, row));
    }
  }

  private boolean park(Handle handle, OutboxRow row) {
    StudyRow study = tables.studies().lock(handle, row.studyUid()).orElseThrow();
    tables.outbox().hold(handle, row, "no gateway sends to " + row.destination() + " any more");
    new StudyProgress(tables.clock()).refresh(handle, study);
    return true;
  }
}
