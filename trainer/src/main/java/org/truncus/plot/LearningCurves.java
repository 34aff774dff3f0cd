package org.truncus.plot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** A number per epoch, one line for each split. */
public final class LearningCurves {

  private LearningCurves() {}

  /**
   * Draws the lines.
   *
   * @param name of the number, for example {@code loss}
   * @param series by split: value of epoch 1, 2, …; NaN where there is none
   * @param bestEpoch the epoch whose weights were kept, from 1; 0 for none
   */
  public static Figure of(String name, Map<String, List<Double>> series, int bestEpoch) {
    int epochs = series.values().stream().mapToInt(List::size).max().orElse(0);
    List<Double> all = new ArrayList<>();
    series.values().forEach(all::addAll);
    Axis y = Axis.fitting(name, all.stream().mapToDouble(Double::doubleValue).toArray());
    LinePlot plot = new LinePlot(name + " by epoch", new Axis("epoch", 0, Math.max(1, epochs)), y);
    series.forEach(
        (split, values) ->
            plot.line(
                split,
                DoubleStream.iterate(1, epoch -> epoch + 1).limit(values.size()).toArray(),
                values.stream().mapToDouble(Double::doubleValue).toArray()));
    if (bestEpoch > 0) {
      plot.reference("best epoch, " + bestEpoch, bestEpoch, y.low(), bestEpoch, y.high());
    }
    return plot.figure();
  }
}
