package org.truncus.list;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ages of patients: whole years in every form that isn't our own. Those that can't be are kept as
 * attributes and told.
 */
final class Ages {

  private static final int OLDEST = 120;

  /** A number, or an Age String of DICOM (PS3.5 section 6.2) such as {@code 058Y}. */
  private static final Pattern AGE = Pattern.compile("([0-9]+)(?:\\.[0-9]*)?([YMWDymwd]?)");

  private final NotesCollector notes;

  Ages(NotesCollector notes) {
    this.notes = notes;
  }

  /** Looks at an age and leaves it as it is. */
  String asWritten(long line, String text) {
    years(line, text);
    return text;
  }

  /** An age in whole years, without leading zeros or fractions; as written where it is none. */
  String years(long line, String text) {
    String age = text.strip();
    if (age.isEmpty() || age.equalsIgnoreCase("nan") || age.equalsIgnoreCase("none")) {
      return "";
    }
    Matcher matcher = AGE.matcher(age);
    if (!matcher.matches() || matcher.group(1).length() > 9) {
      notes.count("the age can't be read; kept as it is", line, age);
      return age;
    }
    int years = Integer.parseInt(matcher.group(1)) / perYear(matcher.group(2));
    if (years > OLDEST) {
      notes.count("an age above " + OLDEST + " years is implausible; kept as it is", line, age);
    }
    return Integer.toString(years);
  }

  private static int perYear(String unit) {
    return switch (unit) {
      case "M", "m" -> 12;
      case "W", "w" -> 52;
      case "D", "d" -> 365;
      default -> 1;
    };
  }
}
