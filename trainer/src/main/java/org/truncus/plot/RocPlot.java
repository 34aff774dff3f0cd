package org.truncus.plot;

import java.util.List;
import java.util.Map;
import org.truncus.metric.CurveBand;
import org.truncus.metric.Discrimination;
import org.truncus.metric.LabelMetrics;
import org.truncus.metric.LabelSample;
import org.truncus.metric.RocCurve;

/** Receiver operating characteristics of several labels or models with the line of chance. */
public final class RocPlot {

  private RocPlot() {}

  /**
   * Draws one curve per label; a label of one class only gets a legend entry that says so.
   *
   * @param samples by label, in the order of the legend
   * @param metrics by label
   */
  public static Figure of(
      String title, Map<String, LabelSample> samples, Map<String, LabelMetrics> metrics) {
    LinePlot plot = empty(title);
    samples.forEach(
        (label, sample) -> {
          LabelMetrics m = metrics.get(label);
          curve(plot, Texts.legend(label, "AUROC", m.auroc(), m.aurocCi()), sample);
        });
    return withChance(plot);
  }

  /**
   * Draws one curve per name, each with its pointwise 95 % band.
   *
   * @param samples by name of the label or the model, in the order of the legend
   * @param measured by name
   */
  public static Figure withBands(
      String title, Map<String, LabelSample> samples, Map<String, Discrimination> measured) {
    LinePlot plot = empty(title);
    int series = 0;
    for (Map.Entry<String, LabelSample> entry : samples.entrySet()) {
      Discrimination d = measured.get(entry.getKey());
      String legend = Texts.legend(entry.getKey(), "AUROC", d.auroc().value(), d.auroc().ci95());
      curve(plot, legend, entry.getValue());
      CurveBand band = d.roc();
      String name = ++series == samples.size() ? Texts.BAND : "";
      plot.band(name, series - 1, band.x(), band.low(), band.high());
    }
    return withChance(plot);
  }

  private static LinePlot empty(String title) {
    return new LinePlot(
            title, Axis.unit("false positive rate (1 − specificity)"), Axis.unit("sensitivity"))
        .square();
  }

  private static void curve(LinePlot plot, String legend, LabelSample sample) {
    List<RocCurve.Point> points = RocCurve.of(sample.rankScores(), sample.positives()).points();
    plot.line(
        legend,
        points.stream().mapToDouble(RocCurve.Point::falsePositiveRate).toArray(),
        points.stream().mapToDouble(RocCurve.Point::sensitivity).toArray());
  }

  private static Figure withChance(LinePlot plot) {
    return plot.reference("chance, AUROC 0.500", 0, 0, 1, 1).figure();
  }
}
