package org.truncus.gateway.web;

import java.time.Instant;
import java.util.Locale;
import org.truncus.gateway.deliver.OutboxRow;

/** A report on its way, as HTTP shows it. */
public record DeliveryView(
    String studyInstanceUID,
    int revision,
    String model,
    String kind,
    String sopInstanceUID,
    String destination,
    String state,
    int attempts,
    String lastStatus,
    String lastError,
    Instant nextAttemptAt,
    Instant deliveredAt,
    String commitment) {

  static DeliveryView of(OutboxRow row) {
    boolean waits = row.deliveredAt() == null;
    return new DeliveryView(
        row.studyUid(),
        row.revision(),
        row.model(),
        row.kind().name().toLowerCase(Locale.ROOT),
        row.sopInstanceUid(),
        row.destination(),
        row.state().name().toLowerCase(Locale.ROOT),
        row.attempts(),
        row.lastStatus(),
        row.lastError(),
        waits ? Instant.ofEpochMilli(row.nextAt()) : null,
        StudyView.instant(row.deliveredAt()),
        row.commitment() == null ? null : row.commitment().toLowerCase(Locale.ROOT));
  }
}
