package org.truncus.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.truncus.metric.Bootstrapped;
import org.truncus.metric.CurveBand;
import org.truncus.metric.Discrimination;
import org.truncus.metric.LabelSample;
import org.truncus.metric.MacroDiscrimination;
import org.truncus.plot.Axis;
import org.truncus.plot.Figure;
import org.truncus.plot.LinePlot;
import org.truncus.plot.PrecisionRecallPlot;
import org.truncus.plot.RocPlot;
import org.truncus.plot.Texts;

/**
 * ROC and precision-recall curves. One label: two large plots with bands. Several: both for all
 * labels together, then a small pair for each label, since a plot can't hold many curves with their
 * bands.
 */
record CurvesSection(SplitResult result) {

  /** More labels than these are drawn in grey behind their mean. */
  private static final int MOST_COLOURED = 3;

  /** One kind of curve. */
  private record Kind(
      String file,
      String title,
      String x,
      String y,
      String metric,
      Function<Discrimination, CurveBand> curve,
      String shortX,
      String shortY,
      Function<Discrimination, Bootstrapped> area,
      Function<MacroDiscrimination, Bootstrapped> macro) {}

  private static final Kind ROC =
      new Kind(
          "roc",
          "ROC",
          "false positive rate (1 − specificity)",
          "sensitivity",
          "AUROC",
          Discrimination::roc,
          "1 − specificity",
          "sensitivity",
          Discrimination::auroc,
          MacroDiscrimination::auroc);
  private static final Kind PR =
      new Kind(
          "pr",
          "Precision-recall",
          "recall (sensitivity)",
          "precision (PPV)",
          "AP",
          Discrimination::precisionRecall,
          "recall",
          "precision",
          Discrimination::averagePrecision,
          MacroDiscrimination::averagePrecision);

  void write(Report report, boolean each) {
    List<Figure> together = new ArrayList<>();
    for (Kind kind : List.of(ROC, PR)) {
      String name = kind.file() + "-" + result.split().text();
      together.add(report.plot(name, overview(kind)));
    }
    report.page().figures(together);
    if (each && result.labels().size() > 1) {
      small(report);
    }
  }

  private Figure overview(Kind kind) {
    String title = "%s, %s".formatted(kind.title(), result.split().text());
    if (result.labels().size() == 1) {
      Map<String, LabelSample> samples =
          Map.of(result.predictions().labels().get(0), result.samples().get(0));
      return kind.equals(ROC)
          ? RocPlot.withBands(title, samples, result.labels())
          : PrecisionRecallPlot.withBands(title, samples, result.labels());
    }
    LinePlot plot = new LinePlot(title, Axis.unit(kind.x()), Axis.unit(kind.y())).square();
    if (result.labels().size() <= MOST_COLOURED) {
      result.labels().forEach((label, measured) -> line(plot, kind, label, measured));
    } else {
      behindTheirMean(plot, kind);
    }
    return reference(plot, kind, result.meanNoSkill()).figure();
  }

  private static void line(LinePlot plot, Kind kind, String label, Discrimination measured) {
    CurveBand curve = kind.curve().apply(measured);
    plot.line(legend(label, kind, kind.area().apply(measured)), curve.x(), curve.y());
  }

  private void behindTheirMean(LinePlot plot, Kind kind) {
    List<CurveBand> curves =
        result.labels().values().stream().map(kind.curve()).filter(CurveBand::isDefined).toList();
    String name = "one label each, %d labels".formatted(curves.size());
    for (CurveBand curve : curves) {
      plot.faint(name, curve.x(), curve.y());
      name = "";
    }
    if (!curves.isEmpty()) {
      double[] mean = new double[curves.get(0).x().length];
      for (CurveBand curve : curves) {
        for (int i = 0; i < mean.length; i++) {
          mean[i] += curve.y()[i] / curves.size();
        }
      }
      plot.line(
          legend("their mean", kind, kind.macro().apply(result.macro())), curves.get(0).x(), mean);
    }
  }

  private static LinePlot reference(LinePlot plot, Kind kind, double noSkill) {
    return kind.equals(ROC)
        ? plot.reference("chance, AUROC 0.500", 0, 0, 1, 1)
        : plot.reference("no skill, AP " + Texts.three(noSkill), 0, noSkill, 1, noSkill);
  }

  private static String legend(String label, Kind kind, Bootstrapped area) {
    return "%s, %s %s".formatted(label, kind.metric(), DiscriminationSection.text(area));
  }

  private void small(Report report) {
    List<Figure> figures = new ArrayList<>();
    int number = 0;
    for (Map.Entry<String, Discrimination> label : result.labels().entrySet()) {
      number++;
      for (Kind kind : List.of(ROC, PR)) {
        String name = kind.file() + "-" + result.split().text();
        Figure figure = small(kind, label.getKey(), label.getValue());
        figures.add(report.plot(name, number, label.getKey(), figure));
      }
    }
    report
        .page()
        .paragraph(
            "Each label by itself, ROC and precision-recall, with pointwise 95 % bands and dashed"
                + " lines for no skill.")
        .smallFigures(figures);
  }

  private static Figure small(Kind kind, String label, Discrimination measured) {
    Bootstrapped area = kind.area().apply(measured);
    LinePlot plot =
        new LinePlot(label, Axis.unit(kind.shortX()), Axis.unit(kind.shortY()))
            .small(kind.metric() + " " + DiscriminationSection.text(area));
    CurveBand curve = kind.curve().apply(measured);
    plot.line("", curve.x(), curve.y(), curve.low(), curve.high());
    return reference(plot, kind, measured.noSkill()).figure();
  }
}
