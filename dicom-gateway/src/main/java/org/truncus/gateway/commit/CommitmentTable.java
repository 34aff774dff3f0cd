package org.truncus.gateway.commit;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;
import org.truncus.gateway.dimse.CommitmentItem;
import org.truncus.gateway.dimse.CommitmentResult;

/** What peers asked us to keep. */
final class CommitmentTable {

  /** A request, by its transaction and the title that asked. */
  record Row(
      String transactionUid, String callingAet, String calledAet, int attempts, long requestedAt) {}

  /** An instance of a request. */
  record Item(String sopClassUid, String sopInstanceUid, Integer reason) {}

  /** Writes a request down with the answer to it; one that is there already is replaced. */
  void put(Handle handle, Row row, CommitmentResult result, long nextAt) {
    handle
        .createUpdate("delete from commitment where transaction_uid = :uid and calling_aet = :aet")
        .bind("uid", row.transactionUid())
        .bind("aet", row.callingAet())
        .execute();
    handle
        .createUpdate(
            "insert into commitment (transaction_uid, calling_aet, called_aet, state, attempts,"
                + " next_at, requested_at) values (:uid, :aet, :called,"
                + " 'WAITING', 0, :next, :requestedAt)")
        .bind("uid", row.transactionUid())
        .bind("aet", row.callingAet())
        .bind("called", row.calledAet())
        .bind("requestedAt", row.requestedAt())
        .bind("next", nextAt)
        .execute();
    int position = 0;
    for (CommitmentItem item : result.committed()) {
      add(handle, row, position++, item, null);
    }
    for (CommitmentResult.Failed failed : result.failed()) {
      add(handle, row, position++, failed.item(), failed.reason());
    }
  }

  private static void add(
      Handle handle, Row row, int position, CommitmentItem item, Integer reason) {
    handle
        .createUpdate(
            "insert into commitment_item (transaction_uid, calling_aet, position, sop_class_uid,"
                + " sop_instance_uid, reason) values (:uid, :aet, :position, :sopClass, :instance,"
                + " :reason)")
        .bind("uid", row.transactionUid())
        .bind("aet", row.callingAet())
        .bind("position", position)
        .bind("sopClass", item.sopClassUID())
        .bind("instance", item.sopInstanceUID())
        .bind("reason", reason)
        .execute();
  }

  /** The answer that was written down. */
  CommitmentResult result(Handle handle, String transactionUid, String callingAet) {
    List<Item> items =
        handle
            .createQuery(
                "select sop_class_uid, sop_instance_uid, reason from commitment_item where"
                    + " transaction_uid = :uid and calling_aet = :aet order by position")
            .bind("uid", transactionUid)
            .bind("aet", callingAet)
            .map(ConstructorMapper.of(Item.class))
            .list();
    return new CommitmentResult(
        transactionUid,
        items.stream().filter(i -> i.reason() == null).map(CommitmentTable::item).toList(),
        items.stream()
            .filter(i -> i.reason() != null)
            .map(i -> new CommitmentResult.Failed(item(i), i.reason()))
            .toList());
  }

  private static CommitmentItem item(Item item) {
    return new CommitmentItem(item.sopClassUid(), item.sopInstanceUid());
  }

  /**
   * Takes the longest waiting request that is due, if any, and counts the attempt.
   *
   * @param until nobody else takes it before then
   */
  Optional<Row> claim(Handle handle, long now, long until) {
    Optional<Row> next =
        handle
            .createQuery(
                "select transaction_uid, calling_aet, called_aet, attempts, requested_at from"
                    + " commitment where state = 'WAITING' and next_at <= :now order by next_at"
                    + " limit 1")
            .bind("now", now)
            .map(ConstructorMapper.of(Row.class))
            .findOne();
    if (next.isEmpty()) {
      return next;
    }
    int changed =
        handle
            .createUpdate(
                "update commitment set attempts = attempts + 1, next_at = :until where"
                    + " transaction_uid = :uid and calling_aet = :aet and state = 'WAITING' and"
                    + " attempts = :attempts")
            .bind("until", until)
            .bind("uid", next.get().transactionUid())
            .bind("aet", next.get().callingAet())
            .bind("attempts", next.get().attempts())
            .execute();
    return changed == 1 ? next : Optional.empty();
  }

  /** Lets a request that nobody told yet be told now. */
  void release(Handle handle, String transactionUid, String callingAet, long now) {
    handle
        .createUpdate(
            "update commitment set next_at = :now where transaction_uid = :uid and calling_aet ="
                + " :aet and state = 'WAITING'")
        .bind("now", now)
        .bind("uid", transactionUid)
        .bind("aet", callingAet)
        .execute();
  }

  void told(Handle handle, String transactionUid, String callingAet, long now) {
    handle
        .createUpdate(
            "update commitment set state = 'TOLD', told_at = :now, last_error = null where"
                + " transaction_uid = :uid and calling_aet = :aet")
        .bind("now", now)
        .bind("uid", transactionUid)
        .bind("aet", callingAet)
        .execute();
  }

  /**
   * Writes down why an attempt failed.
   *
   * @param state WAITING for another attempt, or DEAD
   */
  void failed(Handle handle, Row row, String state, long nextAt, String why) {
    handle
        .createUpdate(
            "update commitment set state = :state, next_at = :next, last_error = :why where"
                + " transaction_uid = :uid and calling_aet = :aet")
        .bind("state", state)
        .bind("next", nextAt)
        .bind("why", why)
        .bind("uid", row.transactionUid())
        .bind("aet", row.callingAet())
        .execute();
  }
}
