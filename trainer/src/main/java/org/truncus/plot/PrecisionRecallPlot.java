package org.truncus.plot;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.truncus.metric.CurveBand;
import org.truncus.metric.Discrimination;
import org.truncus.metric.LabelMetrics;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PrecisionRecallCurve;

/**
 * Precision-recall curves of several labels or models, each with its no-skill line at the
 * prevalence. Drawn as steps, as average precision (AP) counts them.
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
    LinePlot plot = empty(title);
    samples.forEach(
        (label, sample) -> {
          LabelMetrics m = metrics.get(label);
          curve(plot, Texts.legend(label, "AP", m.auprc(), m.auprcCi()), sample);
        });
    int series = 0;
    for (String label : samples.keySet()) {
      LabelMetrics m = metrics.get(label);
      if (Double.isFinite(m.auprc())) {
        noSkill(plot, series, " for " + label, m.noSkill());
      }
      series++;
    }
    return plot.figure();
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
      String legend =
          Texts.legend(
              entry.getKey(), "AP", d.averagePrecision().value(), d.averagePrecision().ci95());
      curve(plot, legend, entry.getValue());
      CurveBand band = d.precisionRecall();
      String name = ++series == samples.size() ? Texts.BAND : "";
      plot.band(name, series - 1, band.x(), band.low(), band.high());
    }
    noSkill(plot, samples.keySet(), measured);
    return plot.figure();
  }

  /** One line where all have the same prevalence, as models on the same rows do. */
  private static void noSkill(
      LinePlot plot, Collection<String> names, Map<String, Discrimination> measured) {
    long different =
        names.stream().mapToDouble(name -> measured.get(name).noSkill()).distinct().count();
    int series = 0;
    for (String name : names) {
      Discrimination d = measured.get(name);
      if (different == 1 && series == 0) {
        plot.reference("no skill, AP " + Texts.three(d.noSkill()), 0, d.noSkill(), 1, d.noSkill());
      } else if (different > 1 && d.isDefined()) {
        noSkill(plot, series, " for " + name, d.noSkill());
      }
      series++;
    }
  }

  private static LinePlot empty(String title) {
    return new LinePlot(title, Axis.unit("recall (sensitivity)"), Axis.unit("precision (PPV)"))
        .square();
  }

  private static void curve(LinePlot plot, String legend, LabelSample sample) {
    double[][] steps =
        steps(PrecisionRecallCurve.of(sample.rankScores(), sample.positives()).points());
    plot.line(legend, steps[0], steps[1]);
  }

  private static void noSkill(LinePlot plot, int series, String of, double prevalence) {
    String name = "no skill" + of + ", AP " + Texts.three(prevalence);
    plot.reference(name, series, 0, prevalence, 1, prevalence);
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
