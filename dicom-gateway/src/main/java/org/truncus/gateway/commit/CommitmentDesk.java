package org.truncus.gateway.commit;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;
import org.truncus.gateway.deliver.OutboxTable;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.Failures;
import org.truncus.gateway.work.InstanceTable;
import org.truncus.gateway.work.StudyProgress;
import org.truncus.gateway.work.StudyTable;

/** Answers the network about storage commitment, out of the database. */
public final class CommitmentDesk implements CommitmentHandler {

  private static final Logger LOG = LoggerFactory.getLogger(CommitmentDesk.class);

  /** While the association that asked is open the result is told there; then by the worker. */
  private static final Duration OPEN = Duration.ofMinutes(5);

  private final Database database;
  private final CommitmentTable table = new CommitmentTable();
  private final AskedTable asked = new AskedTable();
  private final Keeping keeping;
  private final OutboxTable outbox;
  private final StudyTable studies;
  private final AuditLog audit;
  private final Clock clock;
  private final Map<String, Set<String>> open = new ConcurrentHashMap<>();

  /** Over the gateway's own tables. */
  public CommitmentDesk(
      Database database,
      DataFolder folder,
      OutboxTable outbox,
      StudyTable studies,
      AuditLog audit,
      Clock clock) {
    this.database = database;
    this.keeping = new Keeping(folder, new InstanceTable());
    this.outbox = outbox;
    this.studies = studies;
    this.audit = audit;
    this.clock = clock;
  }

  @Override
  public StoreResponse requested(AssociationInfo association, CommitmentRequest request) {
    long now = clock.millis();
    try {
      database.durablyDo(
          handle -> {
            CommitmentResult result = keeping.of(handle, request);
            table.put(
                handle,
                new CommitmentTable.Row(
                    request.transactionUID(),
                    association.callingAet(),
                    association.calledAet(),
                    0,
                    now),
                result,
                now + OPEN.toMillis());
            note(
                handle,
                AuditEvent.COMMITMENT_ASKED,
                true,
                association.callingAet() + "@" + association.remoteAddress(),
                null,
                "%d kept, %d not".formatted(result.committed().size(), result.failed().size()));
          });
    } catch (JdbiException e) {
      LOG.error("storage commitment couldn't be written down: {}", Failures.describe(e));
      return new StoreResponse(DimseStatus.PROCESSING_FAILURE, "the database doesn't answer");
    }
    open.computeIfAbsent(association.id(), id -> ConcurrentHashMap.newKeySet())
        .add(request.transactionUID());
    return StoreResponse.success();
  }

  @Override
  public Optional<CommitmentResult> result(AssociationInfo association, String transactionUID) {
    return Optional.of(
        database.transact(
            handle -> table.result(handle, transactionUID, association.callingAet())));
  }

  @Override
  public void told(AssociationInfo association, String transactionUID) {
    told(transactionUID, association.callingAet());
  }

  void told(String transactionUID, String callingAet) {
    database.durablyDo(
        handle -> {
          table.told(handle, transactionUID, callingAet, clock.millis());
          note(handle, AuditEvent.COMMITMENT_TOLD, true, callingAet, null, transactionUID);
        });
  }

  @Override
  public void associationClosed(AssociationInfo association) {
    Set<String> transactions = open.remove(association.id());
    if (transactions != null) {
      database.transact(
          handle -> {
            for (String transaction : transactions) {
              table.release(handle, transaction, association.callingAet(), clock.millis());
            }
            return null;
          });
    }
  }

  @Override
  public StoreResponse reported(AssociationInfo association, CommitmentResult result) {
    try {
      return settle(association.callingAet(), result)
          ? StoreResponse.success()
          : new StoreResponse(DimseStatus.INVALID_ARGUMENT_VALUE, "no such transaction here");
    } catch (JdbiException e) {
      LOG.error("a result of storage commitment couldn't be kept: {}", Failures.describe(e));
      return new StoreResponse(DimseStatus.PROCESSING_FAILURE, "the database doesn't answer");
    }
  }

  /**
   * Writes down what a destination answered. A report it doesn't keep is sent to it again.
   *
   * @return whether we had asked that
   */
  boolean settle(String answeredBy, CommitmentResult result) {
    return database.durably(
        handle -> {
          Optional<AskedTable.Report> report = asked.open(handle, result.transactionUID());
          if (report.isEmpty() || !report.get().destination().startsWith(answeredBy + "@")) {
            return false;
          }
          settle(handle, report.get(), result);
          return true;
        });
  }

  private void settle(Handle handle, AskedTable.Report report, CommitmentResult result) {
    boolean kept =
        result.committed().stream()
            .anyMatch(item -> item.sopInstanceUID().equals(report.sopInstanceUid()));
    String why =
        result.failed().stream()
            .filter(failed -> failed.item().sopInstanceUID().equals(report.sopInstanceUid()))
            .map(failed -> "not kept: " + DimseStatus.text(failed.reason()))
            .findFirst()
            .orElse(kept ? null : "not in the answer");
    asked.answered(
        handle, result.transactionUID(), kept ? "COMMITTED" : "REFUSED", why, clock.millis());
    note(
        handle,
        kept ? AuditEvent.REPORT_COMMITTED : AuditEvent.REPORT_NOT_COMMITTED,
        kept,
        report.destination(),
        report.sopInstanceUid(),
        why);
    if (!kept) {
      LOG.warn(
          "{} doesn't keep the report {}; it is sent again",
          report.destination(),
          report.sopInstanceUid());
      studies
          .lock(handle, report.studyUid())
          .ifPresent(
              study -> {
                outbox.sendAgain(handle, report.deliveryId());
                new StudyProgress(clock).refresh(handle, study);
              });
    }
  }

  private void note(
      Handle handle, AuditEvent event, boolean ok, String peer, String object, String detail) {
    audit.add(
        handle,
        ok
            ? AuditRow.ok(event, peer, null, object, detail)
            : AuditRow.failed(event, peer, null, object, detail));
  }
}
