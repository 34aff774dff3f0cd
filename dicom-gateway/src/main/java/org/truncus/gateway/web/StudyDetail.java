package org.truncus.gateway.web;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;
import org.truncus.gateway.work.InstanceRow;

/** A study with its instances, runs and deliveries, as HTTP shows it. */
public record StudyDetail(
    @JsonUnwrapped StudyView study,
    List<Instance> instances,
    List<RunView> runs,
    List<DeliveryView> deliveries) {

  /** A received instance; {@code purgedAt} is when retention removed its file, or null. */
  public record Instance(
      String sopInstanceUID,
      String sopClassUID,
      String seriesInstanceUID,
      String transferSyntaxUID,
      long bytes,
      String sha256,
      int revision,
      Instant receivedAt,
      Instant purgedAt) {

    static Instance of(InstanceRow row) {
      return new Instance(
          row.sopInstanceUid(),
          row.sopClassUid(),
          row.seriesUid(),
          row.transferSyntaxUid(),
          row.bytes(),
          row.sha256(),
          row.revision(),
          Instant.ofEpochMilli(row.receivedAt()),
          StudyView.instant(row.purgedAt()));
    }
  }
}
