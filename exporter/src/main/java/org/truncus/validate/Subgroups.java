package org.truncus.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truncus.list.ListRow;

/** Divides rows by the values of a column; ages go into bands. */
final class Subgroups {

  /** The columns that are looked at where a list has them. */
  static final List<String> STANDARD = List.of("site", "view", "sex", "age");

  /** A column of more values than this tells patients apart rather than groups. */
  static final int MOST_VALUES = 20;

  /** The value of rows whose column is blank or unreadable. */
  static final String NOT_STATED = "not stated";

  private static final Pattern AGE = Pattern.compile("0*([0-9]{1,3})(?:\\.[0-9]+)?[Yy]?");

  /** Ages at which a band begins, where nobody says otherwise. */
  static final List<Integer> BANDS = List.of(18, 40, 60, 80);

  private Subgroups() {}

  /**
   * Row numbers by value, values in order.
   *
   * @param bands ages at which a band begins, rising
   * @return empty where no row states a value, or there are too many values
   */
  static Optional<Map<String, List<Integer>>> of(
      List<ListRow> rows, String column, List<Integer> bands) {
    Map<String, List<Integer>> groups = new TreeMap<>();
    for (int i = 0; i < rows.size(); i++) {
      String value = value(rows.get(i), column, bands);
      groups.computeIfAbsent(value, v -> new ArrayList<>()).add(i);
    }
    boolean stated = groups.size() > 1 || !groups.containsKey(NOT_STATED);
    return stated && groups.size() <= MOST_VALUES ? Optional.of(groups) : Optional.empty();
  }

  /** The group a row belongs to. */
  static String value(ListRow row, String column, List<Integer> bands) {
    String text = row.attributes().getOrDefault(column, "").strip();
    if (text.isEmpty()) {
      return NOT_STATED;
    }
    return column.toLowerCase(Locale.ROOT).equals("age") ? band(text, bands) : text;
  }

  /** For example {@code 0-17}, {@code 18-39}, {@code 40-59}, {@code 60-79}, {@code 80+} years. */
  private static String band(String age, List<Integer> bands) {
    Matcher matcher = AGE.matcher(age);
    if (!matcher.matches() || Integer.parseInt(matcher.group(1)) > 120) {
      return NOT_STATED;
    }
    int years = Integer.parseInt(matcher.group(1));
    int from = 0;
    for (int band : bands) {
      if (years < band) {
        return from + "-" + (band - 1);
      }
      from = band;
    }
    return from + "+";
  }
}
