package org.truncus.train;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.nio.file.Path;
import java.util.List;
import org.truncus.image.PixelPolicy;
import org.truncus.list.ListOptions;
import org.truncus.list.SplitRatios;
import org.truncus.list.Uncertain;
import org.truncus.net.ExecutionOptions;
import org.truncus.net.Fit;
import org.truncus.problem.UsageException;

/**
 * Everything that decides a training run. In {@code run.json} it stands resolved: absolute paths,
 * the cut by its exact name, the labels in order, the number of channels.
 *
 * @param list the CSV list of images
 * @param root the folder image paths start from; null for the folder of the list
 * @param labels the findings to learn, in order; empty for all of the list
 * @param backbone such as {@code resnet50}
 * @param strategy what is built, loaded and trained
 * @param cut such as {@code B2}, {@code L8} or {@code full}
 * @param weights a weight file or the folder of another run; null without
 * @param imageSize edge of the square fed to the network, in pixels
 * @param channels of the image fed
 * @param fit how an image becomes square
 * @param epochs at most so many
 * @param batch images per step
 * @param lr the learning rate of Adam at the start
 * @param loss what is minimised
 * @param plateau when the rate falls and training ends
 * @param augment how training images are varied
 * @param seed of splits, initial weights, order and augmentation
 * @param split shares of train, val and test for a list without a {@code split} column
 * @param uncertain what an uncertain label (−1) counts as
 * @param pixels how file contents become an image in [0,1]
 * @param device what computes
 * @param precision of convolutions and products
 * @param threads of computation and of decoding; 0 for all cores
 */
public record TrainConfig(
    @JsonSerialize(using = PathText.Writer.class) @JsonDeserialize(using = PathText.Reader.class)
        Path list,
    @JsonSerialize(using = PathText.Writer.class) @JsonDeserialize(using = PathText.Reader.class)
        Path root,
    List<String> labels,
    String backbone,
    Strategy strategy,
    String cut,
    @JsonSerialize(using = PathText.Writer.class) @JsonDeserialize(using = PathText.Reader.class)
        Path weights,
    int imageSize,
    Channels channels,
    Fit fit,
    int epochs,
    int batch,
    double lr,
    Loss loss,
    PlateauOptions plateau,
    Augment augment,
    long seed,
    SplitRatios split,
    Uncertain uncertain,
    PixelPolicy pixels,
    Device device,
    Precision precision,
    int threads) {

  /** Refuses what is missing or out of range with a {@link UsageException}. */
  public TrainConfig {
    if (list == null) {
      throw new UsageException("--list is missing: the CSV list of images to learn from");
    }
    labels = labels == null ? List.of() : List.copyOf(labels);
    atLeast("--image-size", imageSize, 8);
    atLeast("--epochs", epochs, 1);
    atLeast("--batch", batch, 2);
    atLeast("--threads", threads, 0);
    if (!(lr > 0 && lr < 10)) {
      throw new UsageException("--lr: found " + lr + ", expected above 0, below 10");
    }
    if (plateau != null && lr < plateau.minLr()) {
      throw new UsageException(
          "--lr: found "
              + lr
              + ", expected "
              + plateau.minLr()
              + " or more: training ends when the rate falls below that");
    }
  }

  /** A builder with every default set: only the list is missing. */
  public static TrainConfigBuilder builder() {
    return new TrainConfigBuilder();
  }

  /** A builder with the values of this configuration. */
  public TrainConfigBuilder toBuilder() {
    return new TrainConfigBuilder(this);
  }

  /** How the list is read. */
  public ListOptions listOptions() {
    return new ListOptions(root, labels, uncertain);
  }

  /** The number of threads, resolved to the cores of this machine where it is 0. */
  public int workers() {
    return threads > 0 ? threads : Runtime.getRuntime().availableProcessors();
  }

  /** Where and how graphs run. */
  public ExecutionOptions execution() {
    return new ExecutionOptions(device.execution(), threads, precision.execution());
  }

  private static void atLeast(String option, int value, int least) {
    if (value < least) {
      throw new UsageException(option + ": found " + value + ", expected " + least + " or more");
    }
  }
}
