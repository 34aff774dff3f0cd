package org.truncus.plot;

import java.util.List;
import java.util.Map;
import org.truncus.metric.LabelMetrics;
import org.truncus.metric.LabelSample;
import org.truncus.metric.RocCurve;

/** Receiver operating characteristics of several labels with the line of chance. */
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
    LinePlot plot =
        new LinePlot(
                title, Axis.unit("false positive rate (1 − specificity)"), Axis.unit("sensitivity"))
            .square();
    samples.forEach(
        (label, sample) -> {
          List<RocCurve.Point> points = RocCurve.of(sample.scores(), sample.positives()).points();
          LabelMetrics m = metrics.get(label);
          plot.line(
              Texts.legend(label, "AUROC", m.auroc(), m.aurocCi()),
              points.stream().mapToDouble(RocCurve.Point::falsePositiveRate).toArray(),
              points.stream().mapToDouble(RocCurve.Point::sensitivity).toArray());
        });
    return plot.reference("chance, AUROC 0.500", 0, 0, 1, 1).figure();
  }
}
