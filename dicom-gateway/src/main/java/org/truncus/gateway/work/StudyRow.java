package org.truncus.gateway.work;

/**
 * A study as the database knows it. Times are milliseconds since 1970-01-01T00:00Z.
 *
 * @param revision counts the closed sets of instances, from 1
 * @param closed false while instances of this revision arrive
 * @param openedAt when the first instance of this revision came
 * @param dueAt when the revision closes, unless more arrives
 * @param finishedAt when nothing was left to do, or null
 * @param callingAet who sent the first instance
 * @param reason why the revision closed or will: {@code quiet}, {@code release}, {@code age},
 *     {@code count}, {@code asked}; or why it waits for a person; null before V3 of the tables
 */
public record StudyRow(
    String studyUid,
    StudyState state,
    int revision,
    boolean closed,
    long openedAt,
    long firstReceivedAt,
    long lastReceivedAt,
    long dueAt,
    Long finishedAt,
    String callingAet,
    String reason) {

  /** Whether it is open and nothing but a person closes it. */
  public boolean waitsForPerson() {
    return !closed && dueAt == Long.MAX_VALUE;
  }
}
