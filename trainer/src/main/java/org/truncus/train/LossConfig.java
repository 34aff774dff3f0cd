package org.truncus.train;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.problem.UsageException;

/**
 * What training minimises.
 *
 * @param kind of loss
 * @param gamma of the focal factor, {@code (1 − p)^gamma} with p the probability given to the
 *     truth; 0 for none
 * @param classWeights given weights of the positives of a label (multi-label) or of a class
 *     (multi-class) by name, 1 where it isn't named; empty for those that {@code kind} makes
 * @param labelSmoothing share of the target that is spread evenly over both answers (multi-label)
 *     or all classes; 0 for none
 */
public record LossConfig(
    Loss kind, double gamma, Map<String, Double> classWeights, double labelSmoothing) {

  private static final double GAMMA_OF_FOCAL = 2;

  /** Refuses what is out of range or contradicts itself. */
  public LossConfig {
    classWeights = Collections.unmodifiableMap(new LinkedHashMap<>(classWeights));
    Ranges.from("--gamma", gamma, 0, 10);
    Ranges.from("--label-smoothing", labelSmoothing, 0, 0.5);
    if (kind == Loss.FOCAL && gamma == 0) {
      throw new UsageException("--gamma: a focal loss with 0 is --loss crossentropy; choose that");
    }
    if (gamma > 0 && labelSmoothing > 0) {
      throw new UsageException(
          "--label-smoothing and --gamma: the focal factor needs certain targets; leave one out");
    }
    classWeights.forEach((name, weight) -> checkWeight(name, weight));
    if (!classWeights.isEmpty() && (kind == Loss.BALANCED || kind == Loss.MAX_COUNT)) {
      throw new UsageException(
          "--class-weight: --loss "
              + kind.text()
              + " makes the weights itself; choose --loss crossentropy or focal to give your own");
    }
  }

  private static void checkWeight(String name, Double weight) {
    if (weight == null || !(weight > 0 && weight < 1e6)) {
      throw new UsageException(
          "--class-weight: found " + name + "=" + weight + ", expected above 0, below a million");
    }
  }

  /** A loss without further settings; focal with a gamma of 2. */
  public static LossConfig of(Loss kind) {
    return new LossConfig(kind, kind == Loss.FOCAL ? GAMMA_OF_FOCAL : 0, Map.of(), 0);
  }

  /** The same with this gamma. */
  public LossConfig withGamma(double value) {
    return new LossConfig(kind, value, classWeights, labelSmoothing);
  }

  /** The same with given weights. */
  public LossConfig withClassWeights(Map<String, Double> value) {
    return new LossConfig(kind, gamma, value, labelSmoothing);
  }

  /** The same with this smoothing. */
  public LossConfig withLabelSmoothing(double value) {
    return new LossConfig(kind, gamma, classWeights, value);
  }

  /** In words. */
  public String text() {
    return kind.text()
        + (gamma > 0 ? ", gamma " + gamma : "")
        + (classWeights.isEmpty() ? "" : ", weights " + classWeights)
        + (labelSmoothing > 0 ? ", label smoothing " + labelSmoothing : "");
  }
}
