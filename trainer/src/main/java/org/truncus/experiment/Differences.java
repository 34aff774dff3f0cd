package org.truncus.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.metric.Area;
import org.truncus.metric.Difference;
import org.truncus.metric.Interval;
import org.truncus.metric.LabelSample;
import org.truncus.metric.Normal;
import org.truncus.metric.PairedDiscrimination;
import org.truncus.metric.PatientBootstrap;

/** Computes the differences of arms from the reference, with Holm's correction. */
final class Differences {

  static final int REPLICATES = 1000;
  static final long SEED = 1;

  private static final List<Area> AREAS = List.of(Area.AVERAGE_PRECISION, Area.AUROC);

  private final PatientBootstrap bootstrap = new PatientBootstrap(REPLICATES, SEED);
  private final Map<String, PredictionList> predictions = new HashMap<>();

  private Differences() {}

  /** All differences; empty without a reference or a test split. */
  static List<ArmDifference> of(Conditions conditions) {
    Differences differences = new Differences();
    List<ArmDifference> all = new ArrayList<>();
    for (List<Condition> group : conditions.groups()) {
      Condition reference = conditions.referenceOf(group);
      for (Condition arm : group) {
        if (reference != null && !arm.arm().equals(reference.arm())) {
          all.addAll(differences.between(arm, reference));
        }
      }
    }
    List<ArmDifference> corrected = new ArrayList<>();
    for (Area area : AREAS) {
      corrected.addAll(holm(all.stream().filter(found -> found.area() == area).toList()));
    }
    return corrected;
  }

  private List<ArmDifference> between(Condition arm, Condition reference) {
    Map<Long, CellResult> first = arm.bySeed();
    Map<Long, CellResult> second = reference.bySeed();
    List<Long> seeds = first.keySet().stream().filter(second::containsKey).toList();
    if (seeds.isEmpty() || arm.first().metrics(Split.TEST) == null) {
      return List.of();
    }
    if (!seeds.stream().allMatch(seed -> comparable(first.get(seed), second.get(seed)))) {
      return List.of();
    }
    List<String> names = new ArrayList<>(arm.labels());
    if (names.size() > 1) {
      names.add(0, ResultsCsv.MACRO);
    }
    List<ArmDifference> found = new ArrayList<>();
    for (String name : names) {
      PairedDiscrimination paired =
          PairedDiscrimination.macro(
              samples(name, seeds, first), samples(name, seeds, second), bootstrap);
      for (Area area : AREAS) {
        double[] perSeed =
            seeds.stream()
                .mapToDouble(
                    seed ->
                        Condition.value(first.get(seed), Split.TEST, name, area)
                            - Condition.value(second.get(seed), Split.TEST, name, area))
                .toArray();
        found.add(difference(arm, reference, name, area, Spread.of(perSeed), area.of(paired)));
      }
    }
    return found;
  }

  /** Whether two runs were tested on the same images, with the same labels. */
  private boolean comparable(CellResult first, CellResult second) {
    PredictionList one = predictions(first);
    PredictionList other = predictions(second);
    boolean same = one.labels().equals(other.labels()) && one.rows().size() == other.rows().size();
    for (int i = 0; same && i < one.rows().size(); i++) {
      same =
          one.rows().get(i).patientId().equals(other.rows().get(i).patientId())
              && Arrays.equals(one.rows().get(i).targets(), other.rows().get(i).targets());
    }
    return same;
  }

  private PredictionList predictions(CellResult result) {
    return predictions.computeIfAbsent(result.cell().id(), id -> result.predictions(Split.TEST));
  }

  /** The samples of a label, or of all labels, of every seed. */
  private List<LabelSample> samples(String name, List<Long> seeds, Map<Long, CellResult> cells) {
    List<LabelSample> samples = new ArrayList<>();
    for (long seed : seeds) {
      PredictionList list = predictions(cells.get(seed));
      for (int l = 0; l < list.labels().size(); l++) {
        if (name.equals(ResultsCsv.MACRO) || name.equals(list.labels().get(l))) {
          samples.add(LabelSample.of(list, l));
        }
      }
    }
    return samples;
  }

  private static ArmDifference difference(
      Condition arm,
      Condition reference,
      String label,
      Area area,
      Spread seeds,
      Difference paired) {
    double mean = paired.value();
    double extra = seeds.n() < 2 ? 0 : seeds.halfWidth();
    double low = Math.hypot(mean - paired.ci95().low(), extra);
    double high = Math.hypot(paired.ci95().high() - mean, extra);
    double toZero = mean > 0 ? low : high;
    double p =
        Double.isNaN(toZero) || toZero == 0
            ? mean == 0 ? 1 : Double.NaN
            : Normal.twoSided(Normal.Z95 * Math.abs(mean) / toZero);
    return new ArmDifference(
        arm,
        reference,
        label,
        area,
        seeds,
        paired.ci95(),
        new Interval(mean - low, mean + high),
        p,
        Double.NaN);
  }

  /** With Holm's step-down correction, in the order given. */
  private static List<ArmDifference> holm(List<ArmDifference> family) {
    double[] corrected = holm(family.stream().mapToDouble(ArmDifference::p).toArray());
    return IntStream.range(0, corrected.length)
        .mapToObj(i -> family.get(i).withHolm(corrected[i]))
        .toList();
  }

  /** Holm's step-down correction of p-values; NaN are no part of the family and stay NaN. */
  static double[] holm(double[] ps) {
    double[] corrected = new double[ps.length];
    Arrays.fill(corrected, Double.NaN);
    int[] order =
        IntStream.range(0, ps.length)
            .filter(i -> !Double.isNaN(ps[i]))
            .boxed()
            .sorted(Comparator.comparingDouble(i -> ps[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    double least = 0;
    for (int i = 0; i < order.length; i++) {
      least = Math.max(least, Math.min(1, (order.length - i) * ps[order[i]]));
      corrected[order[i]] = least;
    }
    return corrected;
  }
}
