package org.truncus.audit;

import java.util.Optional;
import org.truncus.metric.Auroc;
import org.truncus.metric.Bootstrapped;
import org.truncus.metric.Interval;
import org.truncus.metric.PatientBootstrap;

/** Tries one measure on one contrast. */
final class Trial {

  private final PatientBootstrap bootstrap;

  Trial(PatientBootstrap bootstrap) {
    this.bootstrap = bootstrap;
  }

  /** Empty where the measure is the same in all rows, or missing in all of one kind. */
  Optional<Predictor> of(Measure measure, Contrast contrast) {
    if (measure.isConstant(contrast.rows())) {
      return Optional.empty();
    }
    if (measure instanceof Measure.Quantity number) {
      return number(number, contrast.where(row -> !Double.isNaN(number.values()[row])));
    }
    Measure.Category category = (Measure.Category) measure;
    double[] scores = OutOfFoldRate.of(category.values(), contrast, bootstrap.seed());
    return Optional.of(
        predictor(
            category, contrast, area(scores, contrast), CategoryRates.words(category, contrast)));
  }

  private Optional<Predictor> number(Measure.Quantity number, Contrast contrast) {
    double[] scores = new double[contrast.rows().length];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = number.values()[contrast.rows()[i]];
    }
    Bootstrapped area = area(scores, contrast);
    if (!area.isDefined()) {
      return Optional.empty();
    }
    boolean larger = area.value() >= 0.5;
    return Optional.of(
        predictor(
            number,
            contrast,
            larger ? area : turned(area),
            larger ? "larger with it" : "smaller with it"));
  }

  private static Predictor predictor(
      Measure measure, Contrast contrast, Bootstrapped area, String tells) {
    return new Predictor(contrast, measure, area, tells, Verdict.of(area));
  }

  private Bootstrapped area(double[] scores, Contrast contrast) {
    double value = Auroc.of(scores, contrast.positives());
    Interval interval =
        contrast.isEnough()
            ? bootstrap.interval(
                contrast.patients(),
                contrast.positives(),
                Auroc.sample(scores, contrast.positives()))
            : Interval.undefined();
    return new Bootstrapped(value, interval);
  }

  private static Bootstrapped turned(Bootstrapped area) {
    return new Bootstrapped(
        1 - area.value(), new Interval(1 - area.ci95().high(), 1 - area.ci95().low()));
  }
}
