package org.truncus.validate;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PatientBootstrap;
import org.truncus.progress.Progress;

/**
 * Times all metrics of 200,000 predictions of 14 labels by the way a validation goes; run by hand,
 * as docs/how-to/validate.md says. Arguments: rows, labels, replicates, groups.
 */
final class ManyPredictions {

  private ManyPredictions() {}

  /** Prints seconds of the clock and of the processors, the load, and the most heap in use. */
  public static void main(String[] arguments) {
    int rows = argument(arguments, 0, 200_000);
    int labels = argument(arguments, 1, 14);
    int replicates = argument(arguments, 2, 2000);
    int groups = argument(arguments, 3, 0);
    Evaluator evaluator =
        new Evaluator(
            new PatientBootstrap(replicates, 1),
            ValidationOptions.standard().withPrevalence(Map.of("", 0.02)));
    List<String> names = IntStream.range(0, labels).mapToObj(l -> "label" + l).toList();
    long begin = System.nanoTime();
    Map<String, LabelResult> results;
    try (Progress.Task task = Progress.silent().begin("", labels)) {
      results =
          LabelWork.each(
              names, label -> measure(label, names.indexOf(label), rows, groups, evaluator), task);
    }
    double wall = (System.nanoTime() - begin) / 1e9;
    results.forEach(
        (label, found) ->
            System.out.printf("%s AUROC %s%n", label, Numbers.with(found.estimate(Metric.AUROC))));
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    System.out.printf(
        Locale.ROOT,
        "%d rows, %d labels, %d replicates, %d groups: %.1f s on %d processors at a load of %.1f,"
            + " %.1f s of processor; heap at most %d MiB of %d%n",
        rows,
        labels,
        replicates,
        groups,
        wall,
        Runtime.getRuntime().availableProcessors(),
        system.getSystemLoadAverage(),
        system.getProcessCpuTime() / 1e9,
        peak() >> 20,
        Runtime.getRuntime().maxMemory() >> 20);
  }

  private static LabelResult measure(
      String label, int seed, int rows, int groups, Evaluator evaluator) {
    LabelSample sample = sample(rows, 0.02 + 0.02 * seed, seed);
    List<OperatingPoint> points = List.of(half(label));
    if (groups > 0) {
      evaluator.groups(label, sample, split(rows, groups), points);
    }
    return evaluator.full(label, sample, points);
  }

  /** The sum of what each pool held at most, so never too little. */
  private static long peak() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP)
        .mapToLong(pool -> pool.getPeakUsage().getUsed())
        .sum();
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
