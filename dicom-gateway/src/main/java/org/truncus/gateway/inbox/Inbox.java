package org.truncus.gateway.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.AssociationLostException;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.ObjectTooLargeException;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.Failures;
import org.truncus.gateway.work.StudyTable;

/**
 * Answers C-STORE. Success means: the file is forced to the disk under its final name and its row
 * is committed. Thread-safe.
 */
public final class Inbox implements StoreHandler {

  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

  private final DataFolder folder;
  private final Database database;
  private final StudyTable studies;
  private final AuditLog audit;
  private final Intake intake;
  private final Quarantine quarantine;
  private final Shelf shelf;
  private final StatusCounts counts = new StatusCounts();
  private final StoreTimes times = new StoreTimes();
  private final Associations associations = new Associations();

  /** Wires the parts; {@code ownDeviceUid} marks reports that this gateway wrote. */
  public Inbox(
      DataFolder folder,
      Database database,
      StudyTable studies,
      AuditLog audit,
      Intake intake,
      String ownDeviceUid,
      Clock clock) {
    this.folder = folder;
    this.database = database;
    this.studies = studies;
    this.audit = audit;
    this.intake = intake;
    this.quarantine = new Quarantine(folder, database, audit, clock);
    this.shelf =
        new Shelf(folder, database, studies, audit, quarantine, new OwnOutput(ownDeviceUid), clock);
  }

  /** How many requests ended with which status since the start. */
  public StatusCounts counts() {
    return counts;
  }

  /** How long they took. */
  public StoreTimes times() {
    return times;
  }

  @Override
  public StoreResponse store(StoreRequest request, InputStream dataSet) throws IOException {
    return receive(request, dataSet, Optional.empty()).response();
  }

  /**
   * As {@link #store}, for what comes another way than by C-STORE.
   *
   * @param study the study that the instance must be of; any where empty
   */
  public Receipt receive(StoreRequest request, InputStream dataSet, Optional<String> study)
      throws IOException {
    long start = System.nanoTime();
    Receipt receipt;
    try {
      receipt = take(request, dataSet, study);
    } catch (RefusedException e) {
      receipt = refused(request, e);
    }
    counts.count(receipt.response().status());
    times.add(Duration.ofNanos(System.nanoTime() - start));
    pause();
    return receipt;
  }

  /** Refuses what doesn't get as far as that: it is counted and written down like the rest. */
  public Receipt refuse(StoreRequest request, Refusal refusal) {
    Receipt receipt = refused(request, refuse(request, new RefusedException(refusal, null), null));
    counts.count(receipt.response().status());
    return receipt;
  }

  private static Receipt refused(StoreRequest request, RefusedException e) {
    LOG.warn(
        "association {}: refused with {}: {}{}",
        request.association().id(),
        DimseStatus.text(e.refusal().response().status()),
        e.refusal(),
        e.getCause() == null ? "" : " (" + Failures.describe(e.getCause()) + ")");
    return Receipt.refused(e.refusal());
  }

  /** Slows senders down that bring more than the models can take. */
  private void pause() {
    long millis = intake.delay().toMillis();
    if (millis > 0) {
      try {
        Thread.sleep(millis);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private Receipt take(StoreRequest request, InputStream dataSet, Optional<String> study)
      throws RefusedException, IOException {
    checkRoom(request);
    try (Reception reception = new Reception(folder.incoming(), intake.disk()::exhausted)) {
      try {
        reception.receive(request, dataSet);
        if (!HeaderCheck.legal(request)) {
          throw new RefusedException(Refusal.ILLEGAL_UID, null);
        }
        HeaderCheck.Identity identity = HeaderCheck.check(reception.part(), request);
        if (study.isPresent() && !study.get().equals(identity.studyUid())) {
          throw new RefusedException(Refusal.OTHER_STUDY, null);
        }
        boolean held = shelf.put(request, reception, identity);
        associations.taken(request.association(), identity.studyUid());
        return new Receipt(Optional.empty(), held ? identity.held() : Optional.empty());
      } catch (RefusedException e) {
        throw refuse(request, e, reception);
      } catch (AssociationLostException e) {
        throw e;
      } catch (ObjectTooLargeException e) {
        throw refuse(request, new RefusedException(Refusal.TOO_LARGE, e), null);
      } catch (IOException | JdbiException e) {
        throw refuse(request, new RefusedException(Refusal.STORE_FAILED, e), reception);
      }
    }
  }

  private void checkRoom(StoreRequest request) throws RefusedException {
    Optional<Refusal> refusal = intake.refusal();
    if (refusal.isPresent()) {
      throw refuse(request, new RefusedException(refusal.get(), null), null);
    }
  }

  /** Writes the refusal down as well as the disk and the database allow. */
  private RefusedException refuse(StoreRequest request, RefusedException why, Reception reception) {
    associations.refused(request.association());
    Refusal refusal = why.refusal();
    AuditRow row =
        AuditRow.failed(
            AuditEvent.INSTANCE_REFUSED,
            peer(request.association()),
            null,
            HeaderCheck.legal(request) ? request.affectedSOPInstanceUID() : null,
            DimseStatus.text(refusal.response().status()) + " " + refusal);
    try {
      if (refusal.keepsHead() && reception != null) {
        quarantine.keepHead(reception.part(), refusal.name(), request.association(), row);
      } else {
        database.transact(
            handle -> {
              audit.add(handle, row);
              return null;
            });
      }
    } catch (IOException | JdbiException e) {
      why.addSuppressed(e);
      LOG.error("a refusal couldn't be written down: {}", Failures.describe(e));
    }
    return why;
  }

  @Override
  public void associationClosed(AssociationInfo association, boolean aborted) {
    Associations.Harvest harvest = associations.closed(association);
    String detail =
        (aborted ? "aborted: " : "released: ")
            + harvest.taken()
            + " taken, "
            + harvest.refused()
            + " refused";
    try {
      database.transact(
          handle -> {
            String peer = peer(association);
            audit.add(
                handle,
                aborted
                    ? AuditRow.failed(AuditEvent.ASSOCIATION, peer, null, null, detail)
                    : AuditRow.ok(AuditEvent.ASSOCIATION, peer, null, null, detail));
            if (!aborted) {
              harvest.settled().forEach(study -> studies.senderFinished(handle, study));
            }
            return null;
          });
    } catch (JdbiException e) {
      LOG.error(
          "association {}: its end wasn't written down: {}",
          association.id(),
          Failures.describe(e));
    }
  }

  static String peer(AssociationInfo association) {
    return association.callingAet() + "@" + association.remoteAddress();
  }
}
