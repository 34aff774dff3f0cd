package org.truncus.train;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.truncus.list.Task;
import org.truncus.problem.UsageException;

/** The weights of the positives of each label, or of each class, that a loss asks for. */
final class LossWeights {

  private final Task task;
  private final double[] positives;
  private final double[] negatives;

  private LossWeights(Task task, int labels, List<float[]> targets) {
    this.task = task;
    this.positives = new double[labels];
    this.negatives = new double[labels];
    for (int l = 0; l < labels; l++) {
      int label = l;
      positives[l] = targets.stream().filter(row -> row[label] > 0.5f).count();
      negatives[l] = targets.stream().filter(row -> row[label] < 0.5f).count();
    }
  }

  /**
   * The weights {@code [L]}.
   *
   * @param labels in order of the outputs
   * @param targets {@code [L]} of every train row
   * @throws UsageException where a weight is given for a label that isn't there
   */
  static double[] of(Task task, LossConfig config, List<String> labels, List<float[]> targets) {
    LossWeights counts = new LossWeights(task, labels.size(), targets);
    IntStream indices = IntStream.range(0, labels.size());
    return switch (config.kind()) {
      case BALANCED -> indices.mapToDouble(counts::balanced).toArray();
      case MAX_COUNT -> indices.mapToDouble(counts::maxCount).toArray();
      case CROSSENTROPY, FOCAL -> given(config, labels);
    };
  }

  private double balanced(int label) {
    return task == Task.MULTILABEL
        ? negatives[label] / positives[label]
        : (positives[label] + negatives[label]) / (positives.length * positives[label]);
  }

  private double maxCount(int label) {
    return Arrays.stream(positives).max().orElseThrow() / positives[label];
  }

  private static double[] given(LossConfig config, List<String> labels) {
    config
        .classWeights()
        .keySet()
        .forEach(
            name -> {
              if (!labels.contains(name)) {
                throw new UsageException(
                    "--class-weight: found "
                        + name
                        + ", expected one of the labels "
                        + String.join(", ", labels));
              }
            });
    return labels.stream()
        .mapToDouble(label -> config.classWeights().getOrDefault(label, 1.0))
        .toArray();
  }
}
