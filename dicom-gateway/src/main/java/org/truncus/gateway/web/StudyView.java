package org.truncus.gateway.web;

import java.time.Instant;
import org.truncus.gateway.work.StudyRow;

/** A study as HTTP shows it. */
public record StudyView(
    String studyInstanceUID,
    String state,
    String reason,
    int revision,
    Instant firstReceivedAt,
    Instant lastReceivedAt,
    Instant dueAt,
    Instant finishedAt,
    String callingAet) {

  static StudyView of(StudyRow row) {
    return new StudyView(
        row.studyUid(),
        row.state().text(),
        row.reason(),
        row.revision(),
        Instant.ofEpochMilli(row.firstReceivedAt()),
        Instant.ofEpochMilli(row.lastReceivedAt()),
        row.waitsForPerson() ? null : Instant.ofEpochMilli(row.dueAt()),
        instant(row.finishedAt()),
        row.callingAet());
  }

  static Instant instant(Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis);
  }
}
