package org.truncus.gateway.report;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/** A time as DICOM writes it: DA, TM to the second, and the offset from UTC. */
record Moment(OffsetDateTime at) {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);

  /** In the source's zone, where it says one: its dates and ours stand in one object. */
  static Moment of(DataSet source, OffsetDateTime at) {
    ZoneOffset zone =
        source
            .string(Tag.TimezoneOffsetFromUTC)
            .filter(text -> text.matches("[+-](0\\d|1[0-4])[0-5]\\d"))
            .map(ZoneOffset::of)
            .orElse(at.getOffset());
    return new Moment(at.withOffsetSameInstant(zone));
  }

  String date() {
    return DATE.format(at);
  }

  String time() {
    return TIME.format(at);
  }

  /** When the instance was made (SOP Common). */
  void writeCreation(DataSet to) {
    to.set(Tag.InstanceCreationDate, date())
        .set(Tag.InstanceCreationTime, time())
        .set(Tag.TimezoneOffsetFromUTC, OFFSET.format(at));
  }
}
