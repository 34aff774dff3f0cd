package org.truncus.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PatientBootstrap;

/**
 * Times all metrics of 200,000 predictions of 14 labels by the way a validation goes; run by hand,
 * with {@code -Xmx2g}. Arguments: rows, labels, replicates, groups.
 */
final class ManyPredictions {

  private ManyPredictions() {}

  /** Prints seconds and the heap in use at the end of each label, at most. */
  public static void main(String[] arguments) {
    int rows = argument(arguments, 0, 200_000);
    int labels = argument(arguments, 1, 14);
    int replicates = argument(arguments, 2, 2000);
    int groups = argument(arguments, 3, 0);
    Evaluator evaluator =
        new Evaluator(
            new PatientBootstrap(replicates, 1),
            ValidationOptions.standard().withPrevalence(Map.of("", 0.02)));
    Map<String, LabelSample> samples = new LinkedHashMap<>();
    for (int l = 0; l < labels; l++) {
      samples.put("label" + l, sample(rows, 0.02 + 0.02 * l, l));
    }
    long begin = System.nanoTime();
    long most = 0;
    for (Map.Entry<String, LabelSample> entry : samples.entrySet()) {
      List<OperatingPoint> points = List.of(half(entry.getKey()));
      LabelResult found = evaluator.full(entry.getKey(), entry.getValue(), points);
      if (groups > 0) {
        evaluator.groups(entry.getKey(), entry.getValue(), split(rows, groups), points);
      }
      Runtime runtime = Runtime.getRuntime();
      most = Math.max(most, runtime.totalMemory() - runtime.freeMemory());
      System.out.printf(
          Locale.ROOT,
          "%s %.1f s AUROC %s%n",
          entry.getKey(),
          (System.nanoTime() - begin) / 1e9,
          Numbers.with(found.estimate(Metric.AUROC)));
    }
    System.out.printf(
        Locale.ROOT,
        "%d rows, %d labels, %d replicates, %d groups: %.1f s, heap at most %d MiB of %d%n",
        rows,
        labels,
        replicates,
        groups,
        (System.nanoTime() - begin) / 1e9,
        most >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  private static OperatingPoint half(String label) {
    double unknown = Double.NaN;
    return new OperatingPoint(
        label, "half", 0.5, "", 0, 0, 0, 0, unknown, unknown, unknown, unknown, null, unknown);
  }

  private static int argument(String[] arguments, int index, int otherwise) {
    return arguments.length > index ? Integer.parseInt(arguments[index]) : otherwise;
  }

  private static List<int[]> split(int rows, int groups) {
    return IntStream.range(0, groups)
        .mapToObj(g -> IntStream.range(0, rows).filter(i -> i % groups == g).toArray())
        .toList();
  }

  private static LabelSample sample(int rows, double prevalence, int seed) {
    Random random = new Random(seed);
    double[] scores = new double[rows];
    double[] logits = new double[rows];
    boolean[] positives = new boolean[rows];
    String[] patients = new String[rows];
    for (int i = 0; i < rows; i++) {
      positives[i] = random.nextDouble() < prevalence;
      logits[i] = (float) (random.nextGaussian() * 1.5 - 2 + (positives[i] ? 2 : 0));
      scores[i] = (float) (1 / (1 + Math.exp(-logits[i])));
      patients[i] = "p" + i / 2;
    }
    return new LabelSample(scores, logits, logits, positives, patients);
  }
}
