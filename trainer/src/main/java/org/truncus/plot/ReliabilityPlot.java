package org.truncus.plot;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.truncus.metric.CalibrationError;
import org.truncus.metric.Interval;
import org.truncus.metric.LabelSample;
import org.truncus.metric.ReliabilityBin;
import org.truncus.metric.WilsonInterval;

/**
 * Observed frequency against predicted probability in bins of equal mass, with Wilson intervals.
 */
public final class ReliabilityPlot {

  private ReliabilityPlot() {}

  /**
   * Draws the bins of each series.
   *
   * @param samples by name, for example {@code before} and {@code after} calibration
   */
  public static Figure of(String title, Map<String, LabelSample> samples) {
    LinePlot plot =
        new LinePlot(title, Axis.unit("predicted probability"), Axis.unit("observed frequency"))
            .square();
    plot.reference("perfect calibration", 0, 0, 1, 1);
    samples.forEach(
        (name, sample) -> {
          double error = CalibrationError.of(sample.scores(), sample.positives());
          List<ReliabilityBin> bins =
              ReliabilityBin.equalMass(sample.scores(), sample.positives(), CalibrationError.BINS);
          plot.points(
              name + ", ECE " + Texts.three(error),
              values(bins, ReliabilityBin::meanPredicted),
              values(bins, ReliabilityBin::observed),
              values(bins, bin -> interval(bin).low()),
              values(bins, bin -> interval(bin).high()));
        });
    return plot.figure();
  }

  private static Interval interval(ReliabilityBin bin) {
    return WilsonInterval.of(bin.positives(), bin.count());
  }

  private static double[] values(
      List<ReliabilityBin> bins, ToDoubleFunction<ReliabilityBin> value) {
    return bins.stream().mapToDouble(value).toArray();
  }
}
