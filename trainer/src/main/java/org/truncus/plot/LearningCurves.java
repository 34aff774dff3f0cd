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
   * @param title of the number, for example {@code Loss}
   * @param series by split: value of epoch 1, 2, …; NaN where there is none
   * @param bestEpoch the epoch whose weights were kept, from 1; 0 for none
   */
  public static Figure of(String title, Map<String, List<Double>> series, int bestEpoch) {
    int epochs = series.values().stream().mapToInt(List::size).max().orElse(0);
    List<Double> all = new ArrayList<>();
    series.values().forEach(all::addAll);
    Axis x = new Axis("epoch", 0, Math.max(1, epochs), 1);
    Axis y = Axis.fitting("", all.stream().mapToDouble(Double::doubleValue).toArray());
    LinePlot plot = new LinePlot(title, x, y).low();
    series.forEach((split, values) -> add(plot, split, values));
    if (bestEpoch > 0) {
      plot.reference("best epoch, " + bestEpoch, bestEpoch, y.low(), bestEpoch, y.high());
    }
    return plot.figure();
  }

  /** A line; a dot where there is one epoch only, which makes no line. */
  private static void add(LinePlot plot, String split, List<Double> values) {
    double[] xs = DoubleStream.iterate(1, epoch -> epoch + 1).limit(values.size()).toArray();
    double[] ys = values.stream().mapToDouble(Double::doubleValue).toArray();
    if (values.size() == 1) {
      plot.points(split, xs, ys);
    } else {
      plot.line(split, xs, ys);
    }
  }
}
