package org.truncus.experiment;

import java.util.Map;
import org.truncus.train.TrainConfig;

/**
 * One run of an experiment.
 *
 * @param id digest of what decides its result; the name of its folder
 * @param arm what it is a run of, such as {@code truncated L6}
 * @param settings what sets it apart from other cells, by key of {@code train}
 * @param config resolved: absolute paths, defaults of the strategy, exact cut, labels
 * @param parameters of the network
 * @param macs multiply-accumulates for one image
 * @param work a measure of its length, for estimates of the time to go
 */
public record Cell(
    String id,
    String arm,
    Map<String, String> settings,
    TrainConfig config,
    long parameters,
    long macs,
    double work) {

  /** For people: {@code truncated L6, fraction 0.1, seed 2}. */
  public String words() {
    StringBuilder words = new StringBuilder(arm);
    settings.forEach(
        (key, value) -> {
          if (!key.equals("strategy") && !key.equals("cut")) {
            words.append(", ").append(key).append(' ').append(value);
          }
        });
    return words.toString();
  }
}
