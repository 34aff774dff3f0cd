package org.truncus.gateway.commit;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.CommitmentReport;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.work.Backoff;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.Failures;

/**
 * Tells peers, on associations of ours, the results that couldn't be told on theirs; with growing
 * waits, until they took them or too long a time is over.
 */
public final class CommitmentTeller {

  private static final Logger LOG = LoggerFactory.getLogger(CommitmentTeller.class);
  private static final Duration CLAIM = Duration.ofMinutes(10);

  private final Database database;
  private final CommitmentTable table = new CommitmentTable();
  private final CommitmentDesk desk;
  private final DicomTransport transport;
  private final List<PeerAddress> peers;
  private final Backoff backoff;
  private final Duration giveUp;
  private final Clock clock;

  /**
   * Over the gateway's tables.
   *
   * @param peers where those listen who may ask us
   */
  public CommitmentTeller(
      Database database,
      CommitmentDesk desk,
      DicomTransport transport,
      List<PeerAddress> peers,
      Backoff backoff,
      Duration giveUp,
      Clock clock) {
    this.database = database;
    this.desk = desk;
    this.transport = transport;
    this.peers = List.copyOf(peers);
    this.backoff = backoff;
    this.giveUp = giveUp;
    this.clock = clock;
  }

  /** Tells one result that is due, if any. Returns whether there was one. */
  public boolean step() {
    long now = clock.millis();
    Optional<CommitmentTable.Row> claimed =
        database.transact(handle -> table.claim(handle, now, now + CLAIM.toMillis()));
    claimed.ifPresent(this::tell);
    return claimed.isPresent();
  }

  private void tell(CommitmentTable.Row row) {
    Optional<PeerAddress> peer =
        peers.stream().filter(p -> p.aeTitle().equals(row.callingAet())).findFirst();
    if (peer.isEmpty()) {
      failed(row, "no address of '" + row.callingAet() + "'; name it with --peer");
      return;
    }
    CommitmentReport report =
        transport.tell(
            peer.get(),
            row.calledAet(),
            database.transact(
                handle -> table.result(handle, row.transactionUid(), row.callingAet())));
    if (report.ok()) {
      desk.told(row.transactionUid(), row.callingAet());
    } else {
      failed(row, report.trouble());
    }
  }

  private void failed(CommitmentTable.Row row, String why) {
    long now = clock.millis();
    boolean over = now - row.requestedAt() >= giveUp.toMillis();
    LOG.warn(
        "storage commitment {}: '{}' isn't told{}: {}",
        row.transactionUid(),
        row.callingAet(),
        over ? " and won't be" : " yet",
        why);
    database.transact(
        handle -> {
          table.failed(
              handle,
              row,
              over ? "DEAD" : "WAITING",
              now + backoff.after(row.attempts() + 1).toMillis(),
              Failures.cut(why));
          return null;
        });
  }
}
