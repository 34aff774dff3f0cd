package org.truncus.train;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.truncus.metric.Bootstrapped;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.HtmlPage.KeyFigure;
import org.truncus.plot.Texts;
import org.truncus.report.SplitResult;

/** The first lines of a run's page: what was trained, and the numbers to remember. */
record HeadSection(RunRecord record, List<SplitResult> results) {

  void write(HtmlPage page) {
    TrainConfig config = record.config();
    page.lead(
        "%s; strategy %s, images of %d × %d pixels with %s, trained for %d epochs on %s."
            .formatted(
                record.built().words(),
                config.network().strategy().text(),
                config.input().imageSize(),
                config.input().imageSize(),
                record.preprocessing().channels() == 1 ? "one channel" : "three channels",
                record.epochs(),
                record.device()));
    List<KeyFigure> figures = new ArrayList<>();
    for (SplitResult result : results) {
      figures.add(figure("AUROC", result, result.macro().auroc(), 0.5));
      figures.add(figure("AUPRC", result, result.macro().averagePrecision(), result.meanNoSkill()));
    }
    figures.add(
        new KeyFigure(
            "Parameters",
            thousands(record.parameters().total()),
            "trained: "
                + thousands(record.parameters().trainable())
                + (record.parameters().frozen() == 0
                    ? ""
                    : ", frozen: " + thousands(record.parameters().frozen()))));
    figures.add(
        new KeyFigure(
            "MACs", String.format(Locale.ROOT, "%.0f M", record.macs() / 1e6), "for one image"));
    page.keyFigures(figures);
  }

  private static KeyFigure figure(
      String metric, SplitResult result, Bootstrapped number, double noSkill) {
    String of =
        result.labels().size() > 1 ? "mean of %d labels, ".formatted(result.macro().labels()) : "";
    String interval = number.ci95().isDefined() ? Texts.interval(number.ci95()) + ", " : "";
    return new KeyFigure(
        metric + " on " + result.split().text(),
        Texts.three(number.value()),
        of + interval + "no skill " + Texts.three(noSkill));
  }

  private static String thousands(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
