package org.truncus.audit;

import java.util.List;
import org.truncus.evaluate.Words;
import org.truncus.plot.Axis;
import org.truncus.plot.BarPlot;
import org.truncus.plot.Figure;
import org.truncus.plot.Histogram;

/** How one measure is distributed over a label. */
final class AuditPlots {

  private static final int MOST_BARS = 8;

  private AuditPlots() {}

  static Figure of(Predictor predictor) {
    String title =
        "%s: AUROC %s"
            .formatted(predictor.measure().name(), Words.three(predictor.auroc().value()));
    return predictor.measure() instanceof Measure.Quantity number
        ? histogram(title, number, predictor.contrast())
        : rates(title, (Measure.Category) predictor.measure(), predictor.contrast());
  }

  private static Figure histogram(String title, Measure.Quantity number, Contrast contrast) {
    double[] values = new double[contrast.rows().length];
    for (int i = 0; i < values.length; i++) {
      values[i] = number.values()[contrast.rows()[i]];
    }
    return Histogram.ofScores(
        title, Axis.fitting(number.name(), values), values, contrast.positives());
  }

  private static Figure rates(String title, Measure.Category category, Contrast contrast) {
    List<CategoryRates.Rate> rates = CategoryRates.of(category, contrast);
    List<CategoryRates.Rate> shown = rates.subList(0, Math.min(MOST_BARS, rates.size()));
    return new BarPlot(
            title,
            category.name(),
            shown.stream().map(CategoryRates.Rate::text).toList(),
            Axis.unit("share with " + contrast.label()))
        .bars("", shown.stream().map(rate -> BarPlot.Bar.of(rate.share())).toList())
        .figure();
  }
}
