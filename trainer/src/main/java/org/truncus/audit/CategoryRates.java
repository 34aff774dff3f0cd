package org.truncus.audit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** How frequent a label is in each category. */
final class CategoryRates {

  /** Rates of fewer rows say nothing. */
  private static final int FEWEST_ROWS = 5;

  private static final int LONGEST = 24;

  /**
   * One category.
   *
   * @param name its value; empty where it is missing
   * @param positives rows that have the label
   * @param rows all rows
   */
  record Rate(String name, long positives, long rows) {

    double share() {
      return (double) positives / rows;
    }

    /** The name for people, no longer than fits. */
    String text() {
      String shown = name.isEmpty() ? "(blank)" : name;
      return shown.length() > LONGEST ? shown.substring(0, LONGEST - 1) + "…" : shown;
    }
  }

  private CategoryRates() {}

  /** The categories of at least five rows, the most frequent label first; all where none has. */
  static List<Rate> of(Measure.Category measure, Contrast contrast) {
    Map<String, long[]> counts = new TreeMap<>();
    for (int i = 0; i < contrast.rows().length; i++) {
      long[] count =
          counts.computeIfAbsent(measure.values()[contrast.rows()[i]], key -> new long[2]);
      count[0] += contrast.positives()[i] ? 1 : 0;
      count[1]++;
    }
    List<Rate> rates = new ArrayList<>();
    counts.forEach((name, count) -> rates.add(new Rate(name, count[0], count[1])));
    if (rates.stream().anyMatch(rate -> rate.rows() >= FEWEST_ROWS)) {
      rates.removeIf(rate -> rate.rows() < FEWEST_ROWS);
    }
    rates.sort(Comparator.comparing(Rate::share).reversed());
    return rates;
  }

  /** For example {@code AP: 61 % of 212, PA: 12 % of 388}. */
  static String words(Measure.Category measure, Contrast contrast) {
    List<Rate> rates = of(measure, contrast);
    Rate most = rates.get(0);
    Rate least = rates.get(rates.size() - 1);
    return rates.size() == 1 ? words(most) : words(most) + ", " + words(least);
  }

  private static String words(Rate rate) {
    return String.format(
        Locale.ROOT, "%s: %.0f %% of %d", rate.text(), 100 * rate.share(), rate.rows());
  }
}
