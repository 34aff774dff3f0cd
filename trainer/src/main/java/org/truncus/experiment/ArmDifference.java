package org.truncus.experiment;

import org.truncus.metric.Area;
import org.truncus.metric.Interval;

/**
 * An arm against the reference on the test rows, arm minus reference, both of the same seeds.
 *
 * @param arm compared
 * @param reference it is compared with
 * @param label a label, or {@link ResultsCsv#MACRO}
 * @param area which area under which curve
 * @param seeds the difference of each seed
 * @param patients 95 % interval of the mean difference by a paired bootstrap of patients: the same
 *     draws for both arms and all seeds
 * @param interval both sources of chance together: half widths of the patients' interval and of
 *     Student's t over seeds, added in squares
 * @param p two-sided, of that interval under a normal distribution; NaN where undefined
 * @param holm p after Holm's correction for all differences of the experiment in this area; NaN
 *     where undefined
 */
record ArmDifference(
    Condition arm,
    Condition reference,
    String label,
    Area area,
    Spread seeds,
    Interval patients,
    Interval interval,
    double p,
    double holm) {

  static final double LEVEL = 0.05;

  /** The same with a corrected p. */
  ArmDifference withHolm(double corrected) {
    return new ArmDifference(arm, reference, label, area, seeds, patients, interval, p, corrected);
  }

  /** Whether chance may well have made the difference. */
  boolean insideTheNoise() {
    return !(holm < LEVEL);
  }

  /** In words. */
  String verdict() {
    if (Double.isNaN(p)) {
      return "too few patients to tell";
    }
    if (!insideTheNoise()) {
      return seeds.mean() > 0 ? "higher, outside the noise" : "lower, outside the noise";
    }
    return p < LEVEL ? "inside the noise of so many comparisons" : "inside the noise";
  }
}
