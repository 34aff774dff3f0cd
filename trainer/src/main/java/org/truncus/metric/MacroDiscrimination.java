package org.truncus.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * Areas over several labels: plain means over the labels that have both classes (macro), or the
 * areas of all decisions of all labels as if they were one (micro). Each resample of patients takes
 * all labels together.
 *
 * @param labels how many labels have both classes and are covered
 * @param of how many there are
 * @param auroc see {@link Auroc}; undefined where no label is covered
 * @param averagePrecision see {@link AveragePrecision}
 * @param trapezoidAuprc see {@link TrapezoidAuprc}
 */
public record MacroDiscrimination(
    int labels,
    int of,
    Bootstrapped auroc,
    Bootstrapped averagePrecision,
    Bootstrapped trapezoidAuprc) {

  /** Means over the labels that have both classes. */
  public static MacroDiscrimination macro(
      Collection<LabelSample> samples, PatientBootstrap bootstrap) {
    List<LabelSample> covered = samples.stream().filter(LabelSample::hasBothClasses).toList();
    if (covered.isEmpty()) {
      return undefined(samples.size());
    }
    PatientIndex patients = PatientIndex.of(covered);
    List<Bootstrapped> numbers = bootstrap.estimates(patients, MacroSweep.of(covered, patients));
    return of(covered.size(), samples.size(), numbers);
  }

  /**
   * Areas of the pooled decisions: every row once for each label where it isn't masked. Only
   * meaningful where the labels' scores are on one scale, so it looks at {@link
   * LabelSample#scores}, which must be probabilities; frequent labels weigh more.
   */
  public static MacroDiscrimination micro(
      Collection<LabelSample> samples, PatientBootstrap bootstrap) {
    LabelSample pooled = pooled(samples);
    if (!pooled.hasBothClasses()) {
      return undefined(samples.size());
    }
    PatientIndex patients = PatientIndex.of(pooled.patients(), pooled.positives());
    List<Bootstrapped> numbers =
        bootstrap.estimates(patients, new RankSweep(pooled, patients, false));
    return of(samples.size(), samples.size(), numbers);
  }

  private static MacroDiscrimination of(int labels, int of, List<Bootstrapped> numbers) {
    return new MacroDiscrimination(
        labels,
        of,
        numbers.get(RankSweep.AUROC),
        numbers.get(RankSweep.AVERAGE_PRECISION),
        numbers.get(RankSweep.TRAPEZOID));
  }

  private static MacroDiscrimination undefined(int of) {
    Bootstrapped none = Bootstrapped.undefined();
    return new MacroDiscrimination(0, of, none, none, none);
  }

  private static LabelSample pooled(Collection<LabelSample> samples) {
    int n = samples.stream().mapToInt(sample -> sample.positives().length).sum();
    double[] scores = new double[n];
    boolean[] positives = new boolean[n];
    List<String> patients = new ArrayList<>(n);
    int at = 0;
    for (LabelSample sample : samples) {
      int length = sample.positives().length;
      System.arraycopy(sample.scores(), 0, scores, at, length);
      System.arraycopy(sample.positives(), 0, positives, at, length);
      patients.addAll(Arrays.asList(sample.patients()));
      at += length;
    }
    return new LabelSample(scores, scores, positives, patients.toArray(String[]::new));
  }
}
