package org.truncus.metric;

import java.util.List;

/**
 * How well one label's scores tell its positives from its negatives, with intervals that resample
 * patients. All of it is undefined where there is one class only; the intervals also where there
 * are fewer than {@link RateEstimate#FEWEST_PATIENTS} patients with a positive, or a negative, row.
 *
 * @param positives rows that are positive
 * @param negatives rows that are negative
 * @param patients patients of these rows
 * @param positivePatients of these, how many have a positive row
 * @param negativePatients how many have a negative row; a patient may have both
 * @param auroc see {@link Auroc}
 * @param averagePrecision see {@link AveragePrecision}: the area under the precision-recall curve
 *     as a sum of steps
 * @param trapezoidAuprc see {@link TrapezoidAuprc}: the same area by the trapezoid rule
 * @param deLong DeLong's variance of the AUROC, right only where every row is of another patient
 * @param roc sensitivity (y) by false positive rate (x); linear between thresholds
 * @param precisionRecall precision (y) by recall (x); in steps, as average precision counts it
 */
public record Discrimination(
    long positives,
    long negatives,
    long patients,
    long positivePatients,
    long negativePatients,
    Bootstrapped auroc,
    Bootstrapped averagePrecision,
    Bootstrapped trapezoidAuprc,
    DeLong deLong,
    CurveBand roc,
    CurveBand precisionRecall) {

  /** Measures one label. */
  public static Discrimination of(LabelSample sample, PatientBootstrap bootstrap) {
    PatientIndex patients = PatientIndex.of(sample.patients(), sample.positives());
    return of(
        sample, patients, bootstrap.estimates(patients, new RankSweep(sample, patients, true)));
  }

  /**
   * The same from numbers at hand.
   *
   * @param numbers of a {@link RankSweep} with curves
   */
  static Discrimination of(LabelSample sample, PatientIndex patients, List<Bootstrapped> numbers) {
    long positives = sample.positiveCount();
    List<Bootstrapped> believed =
        patients.enough() ? numbers : numbers.stream().map(Bootstrapped::withoutInterval).toList();
    return new Discrimination(
        positives,
        sample.positives().length - positives,
        patients.size(),
        patients.positive(),
        patients.negative(),
        believed.get(RankSweep.AUROC),
        believed.get(RankSweep.AVERAGE_PRECISION),
        believed.get(RankSweep.TRAPEZOID),
        DeLong.of(sample.rankScores(), sample.positives()),
        CurveBand.of(believed, RankSweep.AREAS),
        CurveBand.of(believed, RankSweep.AREAS + CurveBand.POINTS));
  }

  /** Rows whose finding is known. */
  public long rows() {
    return positives + negatives;
  }

  /** Either area under the precision-recall curve of a useless score: the prevalence. */
  public double noSkill() {
    return rows() == 0 ? Double.NaN : (double) positives / rows();
  }

  /** Whether there are enough patients of either kind for the intervals of the bootstrap. */
  public boolean enoughPatients() {
    return Math.min(positivePatients, negativePatients) >= RateEstimate.FEWEST_PATIENTS;
  }

  /** Whether both classes occur. */
  public boolean isDefined() {
    return positives > 0 && negatives > 0;
  }

  /** Whether no patient has two rows, so that DeLong's and Wilson's intervals are right. */
  public boolean rowsAreIndependent() {
    return patients == rows();
  }
}
