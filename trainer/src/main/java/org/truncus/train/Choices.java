package org.truncus.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.truncus.problem.UsageException;

/** Finds the constant that a text of an option or a document names. */
final class Choices {

  private Choices() {}

  static <T> T named(String option, String text, T[] values, Function<T, String> name) {
    return Arrays.stream(values)
        .filter(value -> name.apply(value).equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    option
                        + ": found \""
                        + text
                        + "\", expected one of "
                        + Arrays.stream(values).map(name).collect(Collectors.joining(", "))
                        + suggestion(text, Arrays.stream(values).map(name).toList())));
  }

  /** Asks whether the name that is closest was meant, where one is close. */
  private static String suggestion(String text, List<String> names) {
    String lower = text.toLowerCase(Locale.ROOT);
    return names.stream()
        .filter(name -> edits(lower, name) <= Math.max(1, name.length() / 3))
        .min(Comparator.comparingInt(name -> edits(lower, name)))
        .map(name -> ". Did you mean " + name + "?")
        .orElse("");
  }

  /** How many letters have to be put in, taken out or replaced (Levenshtein). */
  private static int edits(String from, String to) {
    int[] row = IntStream.rangeClosed(0, to.length()).toArray();
    for (int i = 1; i <= from.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= to.length(); j++) {
        int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[to.length()];
  }
}
