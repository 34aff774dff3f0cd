package org.truncus.calibrate;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truncus.list.KnownNames;
import org.truncus.problem.UsageException;

/**
 * An operating point as it is asked for. As an option: {@code [NAME:]RULE[@LABEL][@prevalence=P]},
 * for example {@code screening:sensitivity>=0.95}, {@code ppv>=0.3@prevalence=0.02}, {@code
 * youden@Edema}.
 *
 * @param name of the point
 * @param rule what it is to reach
 * @param value how much of it, in (0,1]; NaN for {@link PointRule#YOUDEN}
 * @param label it is for; null for all
 * @param prevalence that the rule is to be reached at, in (0,1); NaN for that of the rows
 */
public record PointTarget(
    String name, PointRule rule, double value, String label, double prevalence) {

  private static final String OPTION = "--operating-point";
  private static final String SYNTAX =
      "[NAME:]RULE[@LABEL][@prevalence=P] with a RULE of sensitivity>=S, specificity>=S, ppv>=P,"
          + " alert-rate<=R or youden";
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
  private static final Pattern RULE =
      Pattern.compile("\\s*([A-Za-z-]+)\\s*(?:(>=|<=)\\s*([0-9.eE+-]+))?\\s*");
  private static final String PREVALENCE = "prevalence=";

  /** Checks the ranges. */
  public PointTarget {
    if (!NAME.matcher(name).matches()) {
      throw new UsageException(
          OPTION
              + ": found the name \""
              + name
              + "\", expected letters, digits, dots, dashes, at most 40");
    }
    boolean valued = rule != PointRule.YOUDEN;
    if (valued && !(value > 0 && value <= 1)) {
      throw new UsageException(
          OPTION + ": found " + rule.text() + " " + value + ", expected above 0 and at most 1");
    }
    if (!Double.isNaN(prevalence) && !(prevalence > 0 && prevalence < 1)) {
      throw new UsageException(
          OPTION + ": found prevalence " + prevalence + ", expected between 0 and 1");
    }
    if (!Double.isNaN(prevalence) && !rule.dependsOnPrevalence()) {
      throw new UsageException(
          OPTION + ": " + rule.text() + " doesn't depend on the prevalence; leave it out");
    }
  }

  /** A sensitivity, of every label. */
  public static PointTarget sensitivity(double value) {
    return of(null, PointRule.SENSITIVITY, value, null, Double.NaN);
  }

  private static PointTarget of(
      String name, PointRule rule, double value, String label, double prevalence) {
    String own = rule == PointRule.YOUDEN ? rule.text() : rule.text() + "-" + number(value);
    return new PointTarget(name == null ? own : name, rule, value, label, prevalence);
  }

  /** Two decimals, more where it has them. */
  private static String number(double value) {
    String two = String.format(Locale.ROOT, "%.2f", value);
    return Double.parseDouble(two) == value ? two : Double.toString(value);
  }

  /**
   * Reads an option.
   *
   * @throws UsageException where it isn't of the form above
   */
  public static PointTarget parse(String text) {
    String[] parts = text.split("@", -1);
    int colon = parts[0].indexOf(':');
    String name = colon < 0 ? null : parts[0].substring(0, colon).strip();
    Matcher rule = RULE.matcher(parts[0].substring(colon + 1));
    if (!rule.matches()) {
      throw misread(text, "");
    }
    PointRule named = rule(text, rule.group(1));
    String comparison = rule.group(2) == null ? "" : rule.group(2);
    if (!comparison.equals(named.comparison())) {
      throw misread(text, "");
    }
    String label = null;
    double prevalence = Double.NaN;
    for (String part : Arrays.asList(parts).subList(1, parts.length)) {
      if (part.startsWith(PREVALENCE)) {
        prevalence = number(text, part.substring(PREVALENCE.length()));
      } else if (label == null && !part.isBlank()) {
        label = part.strip();
      } else {
        throw misread(text, "");
      }
    }
    double value = comparison.isEmpty() ? Double.NaN : number(text, rule.group(3));
    return of(name, named, value, label, prevalence);
  }

  private static PointRule rule(String text, String name) {
    List<String> known = Arrays.stream(PointRule.values()).map(PointRule::text).toList();
    return Arrays.stream(PointRule.values())
        .filter(rule -> rule.text().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                misread(
                    text,
                    KnownNames.nearest(name, known)
                        .map(near -> ". Did you mean " + near + "?")
                        .orElse("")));
  }

  private static double number(String text, String digits) {
    try {
      return Double.parseDouble(digits);
    } catch (NumberFormatException e) {
      throw misread(text, "");
    }
  }

  private static UsageException misread(String text, String hint) {
    return new UsageException(OPTION + ": found \"" + text + "\", expected " + SYNTAX + hint);
  }

  /** Whether it is for a label. */
  boolean isFor(String other) {
    return label == null || label.equals(other);
  }

  /** What is asked for, for people: {@code ppv >= 0.30 at a prevalence of 0.02}. */
  public String words() {
    String asked =
        rule == PointRule.YOUDEN
            ? "highest sensitivity + specificity"
            : rule.text() + " " + rule.comparison() + " " + number(value);
    return Double.isNaN(prevalence) ? asked : asked + " at a prevalence of " + number(prevalence);
  }
}
