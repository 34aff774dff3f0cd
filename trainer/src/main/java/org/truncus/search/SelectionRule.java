package org.truncus.search;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.truncus.problem.UsageException;

/** Which of several cuts is taken, given what each has scored. */
public enum SelectionRule {
  /**
   * The smallest network whose mean is no further below the best mean than the standard error of
   * the best (Breiman et al. 1984, §3.4.3).
   */
  ONE_SE("1se"),

  /** The one with the highest mean; the smaller where two are equal. */
  ARGMAX("argmax");

  private final String text;

  SelectionRule(String text) {
    this.text = text;
  }

  /** The name in options and documents. */
  @JsonValue
  public String text() {
    return text;
  }

  /**
   * The constant of a name.
   *
   * @throws UsageException for an unknown one
   */
  @JsonCreator
  public static SelectionRule named(String text) {
    return Arrays.stream(values())
        .filter(rule -> rule.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--rule: found '%s', expected one of %s"
                        .formatted(
                            text,
                            Arrays.stream(values())
                                .map(SelectionRule::text)
                                .collect(Collectors.joining(", ")))));
  }

  /**
   * A choice and how it came about.
   *
   * @param best the cut with the highest mean
   * @param taken by the rule
   * @param least the lowest mean that the rule would have taken
   * @param reason in a sentence
   */
  public record Choice(CutScore best, CutScore taken, double least, String reason) {}

  /**
   * Chooses.
   *
   * @param bySize the smallest network first; those without a score are passed over
   * @throws IllegalArgumentException where none has a score
   */
  public Choice choose(List<CutScore> bySize) {
    List<CutScore> scored = bySize.stream().filter(score -> score.count() > 0).toList();
    CutScore best =
        scored.stream()
            .max(Comparator.comparingDouble(CutScore::mean))
            .orElseThrow(() -> new IllegalArgumentException("no cut has a score"));
    double least = best.mean() - (this == ONE_SE ? best.standardError() : 0);
    CutScore taken =
        scored.stream().filter(score -> score.mean() >= least).findFirst().orElse(best);
    return new Choice(best, taken, least, reason(best, taken, least));
  }

  private String reason(CutScore best, CutScore taken, double least) {
    String lead = "%s has the highest mean, %s".formatted(best.cut(), number(best.mean()));
    if (this == ARGMAX) {
      return lead + ", and is taken";
    }
    String error =
        "%s (standard error %s over %d runs)"
            .formatted(lead, number(best.standardError()), best.count());
    return taken.cut().equals(best.cut())
        ? error + "; no smaller network reaches " + number(least) + ", so it is taken"
        : "%s; %s is the smallest network that reaches %s, with %s, so it is taken"
            .formatted(error, taken.cut(), number(least), number(taken.mean()));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }
}
