package org.truncus.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import org.truncus.metric.Confusion;
import org.truncus.metric.ThresholdChoice;
import org.truncus.plot.HtmlPage;

/** What other thresholds would give on these rows, so that a site can see what it trades. */
final class ThresholdSection {

  private static final List<Double> TARGETS = List.of(0.80, 0.85, 0.90, 0.95, 0.98);

  private ThresholdSection() {}

  static void write(LabelResult label, HtmlPage page) {
    List<List<String>> rows = new ArrayList<>();
    for (double target : TARGETS) {
      OptionalDouble threshold = ThresholdChoice.sensitivity(label.sample(), target);
      if (threshold.isEmpty()) {
        return;
      }
      Confusion at =
          Confusion.at(
              label.sample().scores(), label.sample().positives(), threshold.getAsDouble());
      rows.add(
          List.of(
              String.format(Locale.ROOT, "%.0f %%", 100 * target),
              Numbers.four(threshold.getAsDouble()),
              Numbers.percent(at.sensitivity()),
              Numbers.percent(at.specificity()),
              Numbers.percent(at.ppv()),
              Numbers.percent(at.npv()),
              String.format(Locale.ROOT, "%.0f", at.flaggedPerThousand())));
    }
    page.table(
        "What other thresholds would give here. They are chosen on these very rows, so the numbers"
            + " flatter; a threshold to be used is chosen on other patients.",
        List.of(
            "Wanted sensitivity",
            "Threshold",
            "Sensitivity",
            "Specificity",
            "PPV",
            "NPV",
            "Flagged per 1,000"),
        rows);
  }
}
