package org.truncus.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.truncus.list.PredictionList;
import org.truncus.metric.LabelSample;
import org.truncus.metric.ThresholdChoice;

/**
 * From which probability on a label is called positive, by rules that never look at the rows they
 * are judged on.
 *
 * @param rules the same for every label, the first one fixed
 */
public record Thresholds(List<Rule> rules) {

  /** What a target sensitivity is where none is asked for. */
  public static final double TARGET = 0.90;

  private static final double FIXED = 0.5;

  /**
   * A rule and what it gave.
   *
   * @param name of the rule
   * @param byLabel thresholds in the order of the labels; NaN where the rule has none, because the
   *     rows it was to be chosen on are all of one kind
   */
  public record Rule(String name, List<Double> byLabel) {

    /** Keeps an unmodifiable list. */
    public Rule {
      byLabel = List.copyOf(byLabel);
    }
  }

  /** Keeps an unmodifiable list. */
  public Thresholds {
    rules = List.copyOf(rules);
  }

  /**
   * 0.5, Youden's, and that of a sensitivity of {@value #TARGET}.
   *
   * @param validation predictions of the validation split
   */
  public static Thresholds chosenOn(PredictionList validation) {
    List<Double> youden = new ArrayList<>();
    List<Double> sensitivity = new ArrayList<>();
    for (int l = 0; l < validation.labels().size(); l++) {
      LabelSample sample = LabelSample.of(validation, l);
      youden.add(orNan(ThresholdChoice.youden(sample)));
      sensitivity.add(orNan(ThresholdChoice.sensitivity(sample, TARGET)));
    }
    return new Thresholds(
        List.of(
            fixed(validation.labels().size()),
            new Rule("Youden's, chosen on val", youden),
            new Rule(
                String.format(Locale.ROOT, "sensitivity %.2f, chosen on val", TARGET),
                sensitivity)));
  }

  /** 0.5 alone, where there are no validation predictions. */
  public static Thresholds fixedOnly(int labels) {
    return new Thresholds(List.of(fixed(labels)));
  }

  private static Rule fixed(int labels) {
    return new Rule("0.5", Collections.nCopies(labels, FIXED));
  }

  private static double orNan(OptionalDouble threshold) {
    return threshold.orElse(Double.NaN);
  }

  /** By label the threshold that weighs both kinds of error alike: Youden's, or 0.5 without it. */
  public List<Double> balanced() {
    List<Double> balanced = new ArrayList<>(rules.get(0).byLabel());
    if (rules.size() > 1) {
      for (int l = 0; l < balanced.size(); l++) {
        double chosen = rules.get(1).byLabel().get(l);
        balanced.set(l, Double.isNaN(chosen) ? balanced.get(l) : chosen);
      }
    }
    return balanced;
  }
}
