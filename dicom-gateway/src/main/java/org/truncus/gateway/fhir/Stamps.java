package org.truncus.gateway.fhir;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truncus.dicom.Tag;

/** Dates and times of DICOM as those of FHIR, in the zone that the report says. */
final class Stamps {
  private static final Pattern DATE = Pattern.compile("(\\d{4})(\\d{2})(\\d{2})");
  private static final Pattern TIME = Pattern.compile("(\\d{2})(\\d{2})(\\d{2})?.*");

  private Stamps() {}

  /** When the study was made: a date, with the time where it is known. */
  static Optional<String> study(ReportFacts facts) {
    return of(facts, Tag.StudyDate, Tag.StudyTime);
  }

  /** When the report was made. */
  static Optional<String> content(ReportFacts facts) {
    return of(facts, Tag.ContentDate, Tag.ContentTime).filter(text -> text.contains("T"));
  }

  private static Optional<String> of(ReportFacts facts, int dateTag, int timeTag) {
    Matcher date = DATE.matcher(facts.string(dateTag).orElse(""));
    if (!date.matches()) {
      return Optional.empty();
    }
    String day = String.join("-", date.group(1), date.group(2), date.group(3));
    Matcher time = TIME.matcher(facts.string(timeTag).orElse(""));
    Matcher zone =
        Pattern.compile("([+-]\\d{2})(\\d{2})")
            .matcher(facts.string(Tag.TimezoneOffsetFromUTC).orElse(""));
    if (!time.matches() || !zone.matches()) {
      return Optional.of(day);
    }
    String seconds = time.group(3) == null ? "00" : time.group(3);
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%sT%s:%s:%s%s:%s",
            day,
            time.group(1),
            time.group(2),
            seconds,
            zone.group(1),
            zone.group(2)));
  }
}
