package org.truncus.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.metric.LabelMetrics;
import org.truncus.metric.MacroMetrics;
import org.truncus.metric.Metrics;

/**
 * What an epoch brought.
 *
 * @param epoch counted from 1
 * @param trainLoss mean over the batches as they were trained on
 * @param valLoss mean over the validation split after the epoch
 * @param metrics on the validation split, per label
 * @param lr the learning rate of its last step
 * @param clipped the share of its steps whose gradients were clipped; NaN where none ever is
 * @param seconds spent on its training batches
 * @param images trained on
 */
record EpochResult(
    int epoch,
    double trainLoss,
    double valLoss,
    Map<String, LabelMetrics> metrics,
    double lr,
    double clipped,
    double seconds,
    int images) {

  /**
   * The result of the epoch that ends.
   *
   * @param end the position before the validation
   */
  static EpochResult of(
      Position end,
      double valLoss,
      Map<String, LabelMetrics> metrics,
      int images,
      RecipeConfig recipe) {
    return new EpochResult(
        end.epoch() + 1,
        end.trainLoss(),
        valLoss,
        metrics,
        end.lr(),
        recipe.optimizer().clips() ? (double) end.clipped() / end.batch() : Double.NaN,
        end.seconds(),
        images);
  }

  /** The rows of {@code history.csv}. */
  List<HistoryEntry> history() {
    MacroMetrics macro = Metrics.macro(metrics);
    List<HistoryEntry> entries = new ArrayList<>();
    entries.add(new HistoryEntry(epoch, "train", "loss", trainLoss));
    entries.add(new HistoryEntry(epoch, "train", "lr", lr));
    if (!Double.isNaN(clipped)) {
      entries.add(new HistoryEntry(epoch, "train", "clipped", clipped));
    }
    entries.add(new HistoryEntry(epoch, "train", "seconds", seconds));
    entries.add(new HistoryEntry(epoch, "train", "images_per_second", imagesPerSecond()));
    entries.add(new HistoryEntry(epoch, "val", "loss", valLoss));
    entries.add(new HistoryEntry(epoch, "val", "auroc", macro.auroc()));
    entries.add(new HistoryEntry(epoch, "val", "auprc", macro.auprc()));
    metrics.forEach(
        (label, values) -> {
          entries.add(new HistoryEntry(epoch, "val", "auroc/" + label, values.auroc()));
          entries.add(new HistoryEntry(epoch, "val", "auprc/" + label, values.auprc()));
        });
    return entries;
  }

  /** The scalars for TensorBoard, tagged {@code name/split}. */
  Map<String, Double> scalars() {
    Map<String, Double> scalars = new LinkedHashMap<>();
    for (HistoryEntry entry : history()) {
      String[] name = entry.name().split("/", 2);
      String tag = name[0] + "/" + entry.split() + (name.length > 1 ? "/" + name[1] : "");
      scalars.put(tag, entry.value());
    }
    return scalars;
  }

  /** One line for people. */
  String line(int epochs, boolean best) {
    MacroMetrics macro = Metrics.macro(metrics);
    return String.format(
        Locale.ROOT,
        "epoch %d/%d: train loss %.4f, val loss %.4f, AUROC %.3f, AUPRC %.3f, lr %.2g, %.0f"
            + " images/s%s",
        epoch,
        epochs,
        trainLoss,
        valLoss,
        macro.auroc(),
        macro.auprc(),
        lr,
        imagesPerSecond(),
        best ? " (best)" : "");
  }

  private double imagesPerSecond() {
    return seconds > 0 ? images / seconds : Double.NaN;
  }
}
