package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.truncus.list.Task;
import org.truncus.net.Preprocessing;

/**
 * {@code run.json}: what was trained, on what, with which result.
 *
 * @param schemaVersion of this document; readers refuse a higher one
 * @param id of the run, unique
 * @param startedAt when the run first started
 * @param finishedAt when it ended; null while it runs
 * @param status how far it has come
 * @param message why it stopped or failed; null otherwise
 * @param config resolved
 * @param seed as in the configuration
 * @param device what computed, in words
 * @param versions of truncus, TensorFlow, Java and the operating system
 * @param data what was learnt from
 * @param weights what the network started from; null for random weights
 * @param preprocessing what the graph does to an image; with {@code config.pixels} all that lies
 *     between a file and the network
 * @param lossWeights weight of the positives per label, or of each class, in the loss; 1 without
 *     balancing
 * @param built what the strategy made of backbone and cut
 * @param parameters of the network built
 * @param macs multiply-accumulates for one image
 * @param epochs trained so far
 * @param best the epoch whose weights are kept; null before the first
 * @param metrics of the validation and the test split, by name; empty before the end
 */
public record RunRecord(
    int schemaVersion,
    String id,
    Instant startedAt,
    Instant finishedAt,
    RunStatus status,
    String message,
    TrainConfig config,
    long seed,
    String device,
    Map<String, String> versions,
    Data data,
    Weights weights,
    Preprocessing preprocessing,
    List<Double> lossWeights,
    BuiltNetwork built,
    Parameters parameters,
    long macs,
    int epochs,
    Best best,
    Map<String, SplitMetrics> metrics) {

  /** The version written by this code. */
  public static final int SCHEMA_VERSION = 2;

  /** The same run, at another point of its life. */
  RunRecord at(RunStatus newStatus, String newMessage, Instant newFinishedAt) {
    return new RunRecord(
        schemaVersion,
        id,
        startedAt,
        newFinishedAt,
        newStatus,
        newMessage,
        config,
        seed,
        device,
        versions,
        data,
        weights,
        preprocessing,
        lossWeights,
        built,
        parameters,
        macs,
        epochs,
        best,
        metrics);
  }

  /** The same run after so many epochs, with its best and its metrics. */
  RunRecord with(int newEpochs, Best newBest, Map<String, SplitMetrics> newMetrics) {
    return new RunRecord(
        schemaVersion,
        id,
        startedAt,
        finishedAt,
        status,
        message,
        config,
        seed,
        device,
        versions,
        data,
        weights,
        preprocessing,
        lossWeights,
        built,
        parameters,
        macs,
        newEpochs,
        newBest,
        newMetrics);
  }

  /**
   * The data of a run.
   *
   * @param list the list's path
   * @param sha256 of the list
   * @param task what the labels mean
   * @param labels in order of the outputs
   * @param splits by {@code train}, {@code val} and {@code test}
   */
  public record Data(
      @JsonSerialize(using = PathText.Writer.class) @JsonDeserialize(using = PathText.Reader.class)
          Path list,
      String sha256,
      Task task,
      List<String> labels,
      Map<String, SplitData> splits) {}

  /** Rows and patients of a split, and what its labels say. */
  public record SplitData(int rows, int patients, Map<String, LabelData> labels) {}

  /** Rows of a split with the label, without it, and with it masked; patients with it. */
  public record LabelData(int positives, int negatives, int masked, int patients) {}

  /**
   * The initial weights of a run.
   *
   * @param file the weight file
   * @param sha256 of the file
   * @param source which library's form it has
   * @param coverage what was taken from it
   */
  public record Weights(
      @JsonSerialize(using = PathText.Writer.class) @JsonDeserialize(using = PathText.Reader.class)
          Path file,
      String sha256,
      String source,
      Coverage coverage) {}

  /**
   * What was taken from a weight file.
   *
   * @param loaded tensors of the network that were loaded
   * @param initialised tensors of the network that were not: the head, layers narrower than in the
   *     file; all of them where only the file's means and variances were taken
   * @param ignored tensors of the file that were not used: the layers above the cut, the old head
   */
  public record Coverage(int loaded, List<String> initialised, List<String> ignored) {}

  /**
   * Counts of numbers.
   *
   * @param trainable those that training moves
   * @param frozen those that it leaves as they were imported
   * @param total both, and the moving averages of batch normalisation
   */
  public record Parameters(long trainable, long frozen, long total) {}

  /** The epoch with the lowest validation loss, counted from 1. */
  public record Best(int epoch, String metric, double value) {}

  /** Metrics of a split per label, and their means over the labels for which they are defined. */
  public record SplitMetrics(Map<String, LabelScore> labels, MacroScore macro) {}

  /**
   * Metrics of one label; null where undefined.
   *
   * @param auroc area under the receiver operating characteristic
   * @param auprc average precision
   * @param noSkill the average precision of chance: the prevalence
   * @param positives rows with the label
   * @param negatives rows without
   * @param ci95 95 % intervals by patient bootstrap
   */
  public record LabelScore(
      Double auroc, Double auprc, Double noSkill, long positives, long negatives, Ci95 ci95) {}

  /** Low and high ends; null where undefined. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Ci95(List<Double> auroc, List<Double> auprc) {}

  /** Unweighted means over the labels; null where undefined. */
  public record MacroScore(Double auroc, Double auprc) {}
}
