package org.truncus.gateway.commit;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.CommitmentItem;
import org.truncus.gateway.dimse.CommitmentReport;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.work.Backoff;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.Failures;

/**
 * Asks one destination to keep the reports it has taken. A question without an answer is put again
 * after a while, a few times in all. For one thread.
 */
public final class CommitmentAsker {

  private static final Logger LOG = LoggerFactory.getLogger(CommitmentAsker.class);

  private final Database database;
  private final AskedTable asked = new AskedTable();
  private final CommitmentDesk desk;
  private final DicomTransport transport;
  private final String callingAet;
  private final PeerAddress destination;
  private final Patience patience;
  private final Backoff backoff;
  private final Clock clock;
  private int failures;
  private long notBefore;

  /**
   * How long and how often.
   *
   * @param onAssociation for the answer on the association that asked
   * @param inAll for the answer on whatever association; then the question is put again
   * @param questions about one report at most
   */
  public record Patience(Duration onAssociation, Duration inAll, int questions) {}

  /** For one destination; {@code callingAet} is our own title. */
  public CommitmentAsker(
      Database database,
      CommitmentDesk desk,
      DicomTransport transport,
      String callingAet,
      PeerAddress destination,
      Patience patience,
      Backoff backoff,
      Clock clock) {
    this.database = database;
    this.desk = desk;
    this.transport = transport;
    this.callingAet = callingAet;
    this.destination = destination;
    this.patience = patience;
    this.backoff = backoff;
    this.clock = clock;
  }

  /** Asks about one report that nobody has asked about, if any. Returns whether there was one. */
  public boolean step() {
    long now = clock.millis();
    if (now < notBefore) {
      return false;
    }
    String transaction = UID.nameBased("truncus commitment " + UUID.randomUUID());
    Optional<AskedTable.Report> report =
        database.durably(
            handle -> {
              Optional<AskedTable.Report> next =
                  asked.next(
                      handle,
                      destination.toString(),
                      now - patience.inAll().toMillis(),
                      patience.questions());
              next.ifPresent(r -> asked.asked(handle, r, transaction, now));
              return next;
            });
    report.ifPresent(r -> ask(r, transaction));
    return report.isPresent();
  }

  private void ask(AskedTable.Report report, String transaction) {
    CommitmentRequest request =
        new CommitmentRequest(
            transaction,
            List.of(new CommitmentItem(report.sopClassUid(), report.sopInstanceUid())));
    CommitmentReport answer =
        transport.commit(destination, callingAet, request, patience.onAssociation());
    if (answer.result().isPresent()) {
      desk.settle(destination.aeTitle(), answer.result().get());
    } else if (!answer.ok()) {
      notAsked(report, transaction, answer);
    }
    failures = answer.ok() ? 0 : failures;
  }

  /** Where the destination may be better later, the question doesn't count. */
  private void notAsked(AskedTable.Report report, String transaction, CommitmentReport answer) {
    LOG.warn(
        "{} wasn't asked to keep {}: {}", destination, report.sopInstanceUid(), answer.trouble());
    boolean forGood = answer.failure().map(f -> f.kind() == FailureKind.PERMANENT).orElse(true);
    failures++;
    notBefore = clock.millis() + backoff.after(failures).toMillis();
    database.transact(
        handle -> {
          if (forGood) {
            asked.answered(
                handle, transaction, "REFUSED", Failures.cut(answer.trouble()), clock.millis());
          } else {
            asked.unasked(handle, transaction);
          }
          return null;
        });
  }
}
