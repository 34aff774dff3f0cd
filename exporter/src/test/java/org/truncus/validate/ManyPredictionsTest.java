package org.truncus.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryType;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PatientBootstrap;
import org.truncus.progress.Progress;

/**
 * All metrics of many predictions by the way a validation goes. In the gate few; by hand {@code
 * -Dtruncus.many.rows=200000}, with 14 labels and 2,000 replicates, which prints seconds and heap.
 */
class ManyPredictionsTest {

  private static final int ROWS = Integer.getInteger("truncus.many.rows", 3000);
  private static final boolean MANY = ROWS > 3000;
  private static final int LABELS = Integer.getInteger("truncus.many.labels", MANY ? 14 : 3);
  private static final int REPLICATES =
      Integer.getInteger("truncus.many.replicates", MANY ? 2000 : 200);
  private static final int GROUPS = Integer.getInteger("truncus.many.groups", 0);

  /** Of N(0,1.5) and N(2,1.5): Phi(2 / (1.5 sqrt 2)). */
  private static final double AUROC = 0.8271;

  @Test
  void manyPredictionsTakeLittleTimeAndMemory() {
    long begin = System.nanoTime();
    Map<String, LabelResult> results = results(ROWS, LABELS, REPLICATES, GROUPS);
    double wall = (System.nanoTime() - begin) / 1e9;

    assertThat(results).hasSize(LABELS);
    results
        .values()
        .forEach(
            found ->
                assertThat(found.estimate(Metric.AUROC).value())
                    .isCloseTo(AUROC, within(MANY ? 0.02 : 0.08)));
    assertThat(peak()).isLessThan(2L << 30);
    if (MANY) {
      OperatingSystemMXBean system =
          (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
      System.out.printf(
          Locale.ROOT,
          "%d rows, %d labels, %d replicates, %d groups: %.1f s on %d processors at a load of %.1f,"
              + " %.1f s of processor; heap at most %d MiB of %d%n",
          ROWS,
          LABELS,
          REPLICATES,
          GROUPS,
          wall,
          Runtime.getRuntime().availableProcessors(),
          system.getSystemLoadAverage(),
          system.getProcessCpuTime() / 1e9,
          peak() >> 20,
          Runtime.getRuntime().maxMemory() >> 20);
    }
  }

  @Test
  void theNumbersDoNotDependOnTheNumberOfThreads() throws Exception {
    String one = numbers(1);

    assertThat(numbers(4)).isEqualTo(one);
    assertThat(numbers(3)).isEqualTo(one);
  }

  /** Every number to its last bit. */
  private static String numbers(int threads) throws Exception {
    ForkJoinPool pool = new ForkJoinPool(threads);
    try {
      Map<String, LabelResult> results = pool.submit(() -> results(800, 3, 101, 3)).get();
      StringBuilder text = new StringBuilder();
      results.forEach(
          (label, found) -> text.append(label).append(found.metrics()).append(found.points()));
      return text.toString();
    } finally {
      pool.shutdown();
    }
  }

  private static Map<String, LabelResult> results(
      int rows, int labels, int replicates, int groups) {
    Evaluator evaluator =
        new Evaluator(
            new PatientBootstrap(replicates, 1),
            ValidationOptions.standard().withPrevalence(Map.of("", 0.02)));
    List<String> names = IntStream.range(0, labels).mapToObj(l -> "label" + l).toList();
    try (Progress.Task task = Progress.silent().begin("", labels)) {
      return LabelWork.each(
          names, label -> measure(label, names.indexOf(label), rows, groups, evaluator), task);
    }
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
