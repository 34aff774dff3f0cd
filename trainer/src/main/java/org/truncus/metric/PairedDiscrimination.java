package org.truncus.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;

/**
 * Two models on the same rows, first minus second: differences of areas on the same replicates of a
 * bootstrap of patients. Undefined where a label has one class only; without interval and p where
 * there are fewer than {@link RateEstimate#FEWEST_PATIENTS} patients with a positive, or a
 * negative, row.
 *
 * @param auroc see {@link Auroc}
 * @param averagePrecision see {@link AveragePrecision}
 * @param trapezoidAuprc see {@link TrapezoidAuprc}
 */
public record PairedDiscrimination(
    Difference auroc, Difference averagePrecision, Difference trapezoidAuprc) {

  /**
   * The differences of one label.
   *
   * @param second of the same rows in the same order
   */
  public static PairedDiscrimination of(
      LabelSample first, LabelSample second, PatientBootstrap bootstrap) {
    sameRows(first, second);
    PatientIndex patients = PatientIndex.of(first.patients(), first.positives());
    List<Difference> differences =
        bootstrap.differences(
            patients,
            new RankSweep(first, patients, false).minus(new RankSweep(second, patients, false)));
    return of(
        patients.enough()
            ? differences
            : differences.stream().map(Difference::withoutInterval).toList());
  }

  /**
   * The differences of the means over the labels that have both classes.
   *
   * @param second labels in the order of {@code first}, of the same rows in the same order
   */
  public static PairedDiscrimination macro(
      Collection<LabelSample> first, Collection<LabelSample> second, PatientBootstrap bootstrap) {
    List<LabelSample> ofFirst = new ArrayList<>();
    List<LabelSample> ofSecond = new ArrayList<>();
    Iterator<LabelSample> others = second.iterator();
    for (LabelSample sample : first) {
      LabelSample other = others.next();
      sameRows(sample, other);
      if (sample.hasBothClasses()) {
        ofFirst.add(sample);
        ofSecond.add(other);
      }
    }
    if (ofFirst.isEmpty()) {
      Difference none = Difference.of(Double.NaN, Replicates.of(new double[0]));
      return new PairedDiscrimination(none, none, none);
    }
    PatientIndex patients = PatientIndex.of(ofFirst);
    return of(
        bootstrap.differences(
            patients, MacroSweep.of(ofFirst, patients).minus(MacroSweep.of(ofSecond, patients))));
  }

  private static PairedDiscrimination of(List<Difference> differences) {
    return new PairedDiscrimination(
        differences.get(RankSweep.AUROC),
        differences.get(RankSweep.AVERAGE_PRECISION),
        differences.get(RankSweep.TRAPEZOID));
  }

  private static void sameRows(LabelSample first, LabelSample second) {
    if (!Arrays.equals(first.positives(), second.positives())
        || !Arrays.equals(first.patients(), second.patients())) {
      throw new IllegalArgumentException("the two samples aren't of the same rows");
    }
  }
}
