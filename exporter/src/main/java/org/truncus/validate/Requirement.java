package org.truncus.validate;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.truncus.problem.UsageException;

/**
 * One line of acceptance, {@code metric[.bound][@label][@subgroup=value] op number}, for example
 * {@code auroc.ci_low@pneumonia@view=AP >= 0.85}.
 *
 * <p>Without a label every label must meet it; {@code @macro} means the mean over the labels. A
 * metric may end in {@code .ci_low} or {@code .ci_high}, the ends of its 95 % interval. {@code
 * .gap} is a subgroup minus the whole, {@code .worst_gap} the lowest of all subgroups of enough
 * rows, or with {@code @column=*} of those of one column. A value that can't be computed doesn't
 * meet anything.
 *
 * @param text as the user wrote it
 * @param why the hospital's reason; may be empty
 * @param metric what is measured
 * @param bound the value itself or an end of its interval
 * @param label null for all labels, {@link #MACRO} for their mean
 * @param subgroup null for all rows
 * @param comparison how it must stand to the number
 * @param number the limit
 */
public record Requirement(
    String text,
    String why,
    Metric metric,
    Bound bound,
    String label,
    Subgroup subgroup,
    Comparison comparison,
    double number) {

  /** The label that stands for the mean over all labels. */
  public static final String MACRO = "macro";

  private static final Pattern SHAPE =
      Pattern.compile(
          "\\s*(.+?)\\s*(>=|<=|==|>|<)\\s*([-+]?[0-9]*\\.?[0-9]+(?:[eE][-+]?[0-9]+)?)(\\s*%)?\\s*");

  /** A column of the list and one of its values. */
  public record Subgroup(String column, String value) {

    @Override
    public String toString() {
      return column + "=" + value;
    }
  }

  /** Which number of an estimate is compared. */
  public enum Bound {
    /** The value on the rows. */
    VALUE,
    /** The lower end of the 95 % interval. */
    CI_LOW,
    /** The upper end of the 95 % interval. */
    CI_HIGH,
    /** A subgroup minus the whole. */
    GAP,
    /** The lowest of the subgroups minus the whole. */
    WORST_GAP;

    /** That number of a label; NaN where there is none. */
    double of(LabelResult label, Metric metric) {
      Estimate estimate = label.estimate(metric);
      return switch (this) {
        case VALUE -> estimate.value();
        case CI_LOW -> estimate.ci95().low();
        case CI_HIGH -> estimate.ci95().high();
        case GAP, WORST_GAP ->
            label.gaps().containsKey(metric) ? label.gaps().get(metric).value() : Double.NaN;
      };
    }

    /** As it stands behind a metric; empty for the value itself. */
    String suffix() {
      return this == VALUE ? "" : "." + name().toLowerCase(Locale.ROOT);
    }
  }

  /** How a value must stand to the number. */
  public enum Comparison {
    /** {@code >=}. */
    AT_LEAST(">="),
    /** {@code <=}. */
    AT_MOST("<="),
    /** {@code >}. */
    ABOVE(">"),
    /** {@code <}. */
    BELOW("<"),
    /** {@code ==}. */
    EQUAL("==");

    private final String symbol;

    Comparison(String symbol) {
      this.symbol = symbol;
    }

    /** Whether the value meets the limit; NaN meets none. */
    public boolean holds(double value, double limit) {
      return switch (this) {
        case AT_LEAST -> value >= limit;
        case AT_MOST -> value <= limit;
        case ABOVE -> value > limit;
        case BELOW -> value < limit;
        case EQUAL -> value == limit;
      };
    }

    /** Whether a smaller value is the harder one to accept. */
    boolean smallerIsWorse() {
      return this == AT_LEAST || this == ABOVE;
    }

    private static Comparison of(String symbol) {
      for (Comparison comparison : values()) {
        if (comparison.symbol.equals(symbol)) {
          return comparison;
        }
      }
      throw new IllegalArgumentException(symbol);
    }
  }

  /**
   * Reads a requirement.
   *
   * @throws UsageException where it doesn't follow the grammar or names no known metric
   */
  public static Requirement parse(String text) {
    Matcher matcher = SHAPE.matcher(text);
    if (!matcher.matches()) {
      throw problem(text, "it is not of the form metric[@label][@subgroup=value] op number");
    }
    String[] parts = matcher.group(1).split("@", -1);
    String name = parts[0].strip();
    int dot = name.lastIndexOf('.');
    Bound bound = dot < 0 ? Bound.VALUE : bound(text, name.substring(dot));
    Metric metric = metric(text, dot < 0 ? name : name.substring(0, dot));
    String label = null;
    Subgroup subgroup = null;
    for (int i = 1; i < parts.length; i++) {
      String part = parts[i].strip();
      int equals = part.indexOf('=');
      if (equals > 0 && subgroup == null) {
        subgroup = subgroup(part, equals);
      } else if (equals < 0 && label == null && !part.isEmpty()) {
        label = part;
      } else {
        throw problem(
            text, "'@" + part + "' is neither a label nor subgroup=value, or a second one");
      }
    }
    checkGap(text, metric, bound, subgroup);
    double number = Double.parseDouble(matcher.group(3)) / (matcher.group(4) == null ? 1 : 100);
    return new Requirement(
        text.strip(), "", metric, bound, label, subgroup, Comparison.of(matcher.group(2)), number);
  }

  private static Subgroup subgroup(String part, int equals) {
    return new Subgroup(part.substring(0, equals).strip(), part.substring(equals + 1).strip());
  }

  /** The same with the hospital's reason for it. */
  Requirement because(String reason) {
    return new Requirement(text, reason, metric, bound, label, subgroup, comparison, number);
  }

  private static Bound bound(String text, String suffix) {
    for (Bound bound : Bound.values()) {
      if (bound.suffix().equals(suffix.toLowerCase(Locale.ROOT))) {
        return bound;
      }
    }
    throw problem(
        text, "'" + suffix + "' is none of .ci_low, .ci_high, .gap, .worst_gap behind a metric");
  }

  private static Metric metric(String text, String name) {
    return Metric.byName(name)
        .orElseThrow(
            () ->
                problem(
                    text,
                    "'"
                        + name
                        + "' is none of "
                        + Metric.names()
                        + Metric.nearest(name)
                            .map(near -> ". Did you mean '" + near + "'?")
                            .orElse("")));
  }

  private static void checkGap(String text, Metric metric, Bound bound, Subgroup subgroup) {
    boolean every = subgroup != null && subgroup.value().equals("*");
    if ((bound == Bound.GAP || bound == Bound.WORST_GAP) && !metric.hasGap()) {
      throw problem(
          text, metric.key() + " has no gap; auroc, auprc, sensitivity, specificity, ppv, npv do");
    }
    if (bound == Bound.GAP && (subgroup == null || every)) {
      throw problem(text, ".gap needs @column=value; .worst_gap looks at every subgroup");
    }
    if (bound == Bound.WORST_GAP && subgroup != null && !every) {
      throw problem(text, ".worst_gap takes @column=* for one column, or no @column at all");
    }
    if (bound != Bound.WORST_GAP && every) {
      throw problem(text, "@column=* goes with .worst_gap only");
    }
  }

  private static UsageException problem(String text, String what) {
    return new UsageException(
        "requirement '" + text + "': " + what + "; for example 'auroc.ci_low@pneumonia >= 0.85'");
  }
}
