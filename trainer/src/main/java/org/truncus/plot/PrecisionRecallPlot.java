package org.truncus.plot;

import java.util.List;
import java.util.Map;
import org.truncus.metric.LabelMetrics;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PrecisionRecallCurve;

/**
 * Precision-recall curves of several labels, each with its no-skill line at the prevalence. Drawn
 * as steps, as average precision counts them.
 */
public final class PrecisionRecallPlot {

  private PrecisionRecallPlot() {}

  /**
   * Draws one curve per label.
   *
   * @param samples by label, in the order of the legend
   * @param metrics by label
   */
  public static Figure of(
      String title, Map<String, LabelSample> samples, Map<String, LabelMetrics> metrics) {
    LinePlot plot =
        new LinePlot(title, Axis.unit("recall (sensitivity)"), Axis.unit("precision (PPV)"))
            .square();
    samples.forEach(
        (label, sample) -> {
          LabelMetrics m = metrics.get(label);
          double[][] steps =
              steps(PrecisionRecallCurve.of(sample.scores(), sample.positives()).points());
          plot.line(Texts.legend(label, "AUPRC", m.auprc(), m.auprcCi()), steps[0], steps[1]);
        });
    int series = 0;
    for (String label : samples.keySet()) {
      LabelMetrics m = metrics.get(label);
      if (Double.isFinite(m.auprc())) {
        String name = "no skill for " + label + ", AUPRC " + Texts.three(m.noSkill());
        plot.reference(name, series, 0, m.noSkill(), 1, m.noSkill());
      }
      series++;
    }
    return plot.figure();
  }

  /** Precision at a recall holds from the recall before it. */
  private static double[][] steps(List<PrecisionRecallCurve.Point> points) {
    double[][] steps = new double[2][2 * points.size()];
    double recall = 0;
    for (int i = 0; i < points.size(); i++) {
      steps[0][2 * i] = recall;
      steps[1][2 * i] = points.get(i).precision();
      recall = points.get(i).recall();
      steps[0][2 * i + 1] = recall;
      steps[1][2 * i + 1] = points.get(i).precision();
    }
    return steps;
  }
}
