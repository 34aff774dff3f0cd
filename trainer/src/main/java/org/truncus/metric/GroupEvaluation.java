package org.truncus.metric;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One group of the rows of a label, such as the images of one site, beside the whole: its own
 * numbers and their distance from those of the whole, both on the same resamples of all patients.
 *
 * @param sample the rows of the group
 * @param patients of these rows
 * @param auroc see {@link Auroc}
 * @param averagePrecision see {@link AveragePrecision}
 * @param rates at the threshold; null where none was asked for
 * @param aurocGap group minus whole
 * @param averagePrecisionGap group minus whole
 * @param rateGaps group minus whole; empty without a threshold
 */
public record GroupEvaluation(
    LabelSample sample,
    int patients,
    Bootstrapped auroc,
    Bootstrapped averagePrecision,
    ThresholdRates rates,
    Difference aurocGap,
    Difference averagePrecisionGap,
    Map<Rate, Difference> rateGaps) {

  /**
   * Measures the groups of a label.
   *
   * @param whole all rows
   * @param groups numbers of rows of the whole; groups may overlap
   * @param threshold on the {@link LabelSample#scores}; NaN for none
   * @return in the order of the groups
   */
  public static List<GroupEvaluation> of(
      LabelSample whole, List<int[]> groups, double threshold, PatientBootstrap bootstrap) {
    PatientIndex patients = PatientIndex.of(whole.patients(), whole.positives());
    Part all = new Part(whole, patients, threshold);
    List<Part> parts = new ArrayList<>();
    groups.forEach(rows -> parts.add(new Part(whole.rows(rows), patients, threshold)));
    PatientStatistic gaps = new Gaps(all, parts);
    double[] values = gaps.ofAll(patients);
    List<Replicates> drawn = bootstrap.draw(patients, gaps);
    List<GroupEvaluation> evaluations = new ArrayList<>();
    for (int g = 0; g < parts.size(); g++) {
      int at = 2 * g * all.size();
      List<Bootstrapped> own = new ArrayList<>();
      List<Difference> differences = new ArrayList<>();
      for (int i = at; i < at + all.size(); i++) {
        int gap = i + all.size();
        IntervalRule rule = parts.get(g).statistic.rule(i - at);
        own.add(Bootstrapped.of(values[i], drawn.get(i), rule));
        differences.add(Difference.of(values[gap], drawn.get(gap)));
      }
      evaluations.add(parts.get(g).evaluation(own, differences));
    }
    return evaluations;
  }

  /** The numbers of one set of rows. */
  private static final class Part {

    private final LabelSample sample;
    private final PatientIndex own;
    private final ThresholdRates.Statistic rates;
    private final PatientStatistic statistic;

    Part(LabelSample sample, PatientIndex patients, double threshold) {
      this.sample = sample;
      this.own = PatientIndex.of(sample.patients(), sample.positives());
      double[] thresholds = Double.isNaN(threshold) ? new double[0] : new double[] {threshold};
      this.rates = new ThresholdRates.Statistic(sample, patients, thresholds, Double.NaN);
      this.statistic = PatientStatistic.all(List.of(new RankSweep(sample, patients, false), rates));
    }

    int size() {
      return statistic.size();
    }

    GroupEvaluation evaluation(List<Bootstrapped> numbers, List<Difference> differences) {
      boolean enough = own.enough();
      List<Bootstrapped> believed =
          enough ? numbers : numbers.stream().map(Bootstrapped::withoutInterval).toList();
      List<Difference> gaps =
          enough ? differences : differences.stream().map(Difference::withoutInterval).toList();
      List<ThresholdRates> at = rates.rates(believed.subList(RankSweep.AREAS, size()));
      Map<Rate, Difference> rateGaps = new EnumMap<>(Rate.class);
      if (!at.isEmpty()) {
        int next = RankSweep.AREAS;
        for (Rate rate : at.get(0).rates().keySet()) {
          rateGaps.put(rate, gaps.get(next++));
        }
      }
      return new GroupEvaluation(
          sample,
          own.size(),
          believed.get(RankSweep.AUROC),
          believed.get(RankSweep.AVERAGE_PRECISION),
          at.isEmpty() ? null : at.get(0),
          gaps.get(RankSweep.AUROC),
          gaps.get(RankSweep.AVERAGE_PRECISION),
          rateGaps);
    }
  }

  /** For each group its numbers, then their distances from those of the whole. */
  private record Gaps(Part whole, List<Part> groups) implements PatientStatistic {

    @Override
    public int size() {
      return 2 * groups.size() * whole.size();
    }

    @Override
    public void of(int[] weights, double[] values) {
      double[] all = new double[whole.size()];
      double[] own = new double[whole.size()];
      whole.statistic.of(weights, all);
      int at = 0;
      for (Part group : groups) {
        group.statistic.of(weights, own);
        for (int i = 0; i < own.length; i++) {
          values[at + i] = own[i];
          values[at + own.length + i] = own[i] - all[i];
        }
        at += 2 * own.length;
      }
    }
  }
}
