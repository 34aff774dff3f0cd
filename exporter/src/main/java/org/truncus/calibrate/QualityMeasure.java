package org.truncus.calibrate;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.truncus.metric.Brier;
import org.truncus.metric.CalibrationError;
import org.truncus.metric.Interval;
import org.truncus.metric.LabelSample;
import org.truncus.metric.LogLoss;
import org.truncus.metric.PatientBootstrap;

/** Measures how well probabilities fit, with intervals that draw patients. */
final class QualityMeasure {

  private static final int REPLICATES = 1000;
  private static final long SEED = 1;

  private final PatientBootstrap bootstrap = new PatientBootstrap(REPLICATES, SEED);

  /**
   * The quality of the scores of a sample, which are probabilities; without intervals where all
   * rows are of one kind, undefined where a score is no number.
   */
  CalibrationQuality of(LabelSample sample) {
    double[] p = sample.scores();
    boolean[] y = sample.positives();
    if (Arrays.stream(p).anyMatch(Double::isNaN)) {
      return new CalibrationQuality(Double.NaN, Double.NaN, Double.NaN);
    }
    CalibrationQuality quality = CalibrationQuality.of(p, y);
    if (!sample.hasBothClasses()) {
      return quality;
    }
    List<Interval> intervals =
        bootstrap.intervals(
            sample.patients(),
            y,
            List.of(CalibrationError.sample(p, y), Brier.sample(p, y), LogLoss.sample(p, y)));
    return quality.with(
        new CalibrationQuality.Intervals(intervals.get(0), intervals.get(1), intervals.get(2)));
  }

  /** The same rows with probabilities made of these logits as scores. */
  static LabelSample sample(LabelSample sample, double[] logits) {
    double[] scores = Arrays.stream(logits).map(Logits::sigmoid).toArray();
    return new LabelSample(scores, logits, sample.positives(), sample.patients());
  }

  /** The means of the losses over labels. */
  static CalibrationQuality mean(List<CalibrationQuality> qualities) {
    return new CalibrationQuality(
        mean(qualities, CalibrationQuality::ece),
        mean(qualities, CalibrationQuality::brier),
        mean(qualities, CalibrationQuality::nll));
  }

  private static double mean(
      List<CalibrationQuality> qualities, ToDoubleFunction<CalibrationQuality> value) {
    return qualities.stream()
        .mapToDouble(value)
        .filter(v -> !Double.isNaN(v))
        .average()
        .orElse(Double.NaN);
  }
}
