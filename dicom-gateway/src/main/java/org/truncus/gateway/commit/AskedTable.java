package org.truncus.gateway.commit;

import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** What we asked destinations to keep. */
final class AskedTable {

  /** A delivered report that nobody has been asked about, or has answered for, yet. */
  record Report(
      long deliveryId,
      String destination,
      String sopClassUid,
      String sopInstanceUid,
      String studyUid,
      int asked) {}

  private static final String REPORT =
      "select o.id as delivery_id, o.destination, p.sop_class_uid, p.sop_instance_uid,"
          + " r.study_uid, (select count(*) from commitment_question a where a.delivery_id = o.id)"
          + " as asked from delivery o join output p on p.id = o.output_id join result r on r.id ="
          + " p.result_id ";

  /**
   * The first report a destination has and hasn't been asked about since that time, if any.
   *
   * @param since questions older than this count as unanswered for good
   * @param most questions in all about one report
   */
  Optional<Report> next(Handle handle, String destination, long since, int most) {
    return handle
        .createQuery(
            REPORT
                + "where o.destination = :destination and o.state = 'DELIVERED' and not exists"
                + " (select 1 from commitment_question a where a.delivery_id = o.id and (a.state ="
                + " 'COMMITTED' or (a.state = 'ASKED' and a.asked_at > :since))) and (select"
                + " count(*) from commitment_question a where a.delivery_id = o.id) < :most order"
                + " by o.id limit 1")
        .bind("destination", destination)
        .bind("since", since)
        .bind("most", most)
        .map(ConstructorMapper.of(Report.class))
        .findOne();
  }

  void asked(Handle handle, Report report, String transactionUid, long now) {
    handle
        .createUpdate(
            "update commitment_question set state = 'SILENT' where delivery_id = :delivery and"
                + " state = 'ASKED'")
        .bind("delivery", report.deliveryId())
        .execute();
    handle
        .createUpdate(
            "insert into commitment_question (transaction_uid, delivery_id, state, asked_at) values"
                + " (:uid, :delivery, 'ASKED', :now)")
        .bind("uid", transactionUid)
        .bind("delivery", report.deliveryId())
        .bind("now", now)
        .execute();
  }

  /** The report of a question that waits for its answer, or got none in time. */
  Optional<Report> open(Handle handle, String transactionUid) {
    return handle
        .createQuery(
            REPORT
                + "join commitment_question q on q.delivery_id = o.id where q.transaction_uid ="
                + " :uid and q.state in ('ASKED', 'SILENT')")
        .bind("uid", transactionUid)
        .map(ConstructorMapper.of(Report.class))
        .findOne();
  }

  void answered(Handle handle, String transactionUid, String state, String why, long now) {
    handle
        .createUpdate(
            "update commitment_question set state = :state, answered_at = :now, last_error = :why"
                + " where transaction_uid = :uid")
        .bind("state", state)
        .bind("now", now)
        .bind("why", why)
        .bind("uid", transactionUid)
        .execute();
  }

  /** Forgets a question that didn't reach the destination. */
  void unasked(Handle handle, String transactionUid) {
    handle
        .createUpdate("delete from commitment_question where transaction_uid = :uid")
        .bind("uid", transactionUid)
        .execute();
  }
}
