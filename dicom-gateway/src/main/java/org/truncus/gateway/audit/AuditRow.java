package org.truncus.gateway.audit;

/**
 * One entry. Empty fields are null.
 *
 * @param outcome {@code ok} or {@code failed}
 * @param peer AE title and address
 * @param objectUid SOP Instance UID
 * @param detail status codes and counts; never patient data
 */
public record AuditRow(
    AuditEvent event,
    String outcome,
    String peer,
    String studyUid,
    String objectUid,
    String detail) {

  /** Something that went well. */
  public static AuditRow ok(
      AuditEvent event, String peer, String study, String object, String detail) {
    return new AuditRow(event, "ok", peer, study, object, detail);
  }

  /** Something that didn't. */
  public static AuditRow failed(
      AuditEvent event, String peer, String study, String object, String detail) {
    return new AuditRow(event, "failed", peer, study, object, detail);
  }
}
