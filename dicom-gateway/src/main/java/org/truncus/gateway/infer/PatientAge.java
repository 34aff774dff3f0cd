package org.truncus.gateway.infer;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.Period;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * How old a patient was when the image was taken: Patient's Age (0010,1010), else from the birth
 * date (0010,0030) to the date of acquisition, content or study.
 *
 * @param years completed; empty where the header doesn't tell
 */
record PatientAge(OptionalInt years) {

  private static final Pattern AGE_STRING = Pattern.compile("([0-9]{3})([DWMY])"); // PS3.5 VR AS
  private static final List<Integer> TAKEN =
      List.of(Tag.AcquisitionDate, Tag.ContentDate, Tag.StudyDate);

  static PatientAge of(DataSet header) {
    Matcher age = AGE_STRING.matcher(header.string(Tag.PatientAge).orElse("").trim());
    if (age.matches()) {
      int number = Integer.parseInt(age.group(1));
      return new PatientAge(
          OptionalInt.of(
              switch (age.group(2)) {
                case "Y" -> number;
                case "M" -> number / 12;
                case "W" -> number * 7 / 365;
                default -> number / 365;
              }));
    }
    Optional<LocalDate> born = date(header, Tag.PatientBirthDate);
    Optional<LocalDate> taken =
        TAKEN.stream().flatMap(tag -> date(header, tag).stream()).findFirst();
    if (born.isEmpty() || taken.isEmpty() || taken.get().isBefore(born.get())) {
      return new PatientAge(OptionalInt.empty());
    }
    return new PatientAge(OptionalInt.of(Period.between(born.get(), taken.get()).getYears()));
  }

  /** Whether the patient is known to be younger. */
  boolean under(int minimum) {
    return years.isPresent() && years.getAsInt() < minimum;
  }

  private static Optional<LocalDate> date(DataSet header, int tag) {
    try {
      return header
          .string(tag)
          .map(text -> LocalDate.parse(text.trim(), DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
