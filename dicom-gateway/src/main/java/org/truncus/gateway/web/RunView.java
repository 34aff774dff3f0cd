package org.truncus.gateway.web;

import java.time.Instant;
import java.util.Locale;
import org.truncus.gateway.work.RunRow;

/** A model's work on a study, as HTTP shows it. */
public record RunView(
    String studyInstanceUID,
    int revision,
    String model,
    String state,
    int attempts,
    String reason,
    Instant createdAt,
    Instant startedAt,
    Instant finishedAt) {

  static RunView of(RunRow row) {
    return new RunView(
        row.studyUid(),
        row.revision(),
        row.model(),
        row.state().name().toLowerCase(Locale.ROOT),
        row.attempts(),
        row.reason(),
        Instant.ofEpochMilli(row.createdAt()),
        StudyView.instant(row.startedAt()),
        StudyView.instant(row.finishedAt()));
  }
}
