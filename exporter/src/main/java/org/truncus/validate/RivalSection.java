package org.truncus.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.metric.Difference;
import org.truncus.plot.HtmlPage;

/** Other packages, other forms of the images, other arithmetic on the same rows. */
final class RivalSection {

  private RivalSection() {}

  static void write(ValidationReport report, HtmlPage page) {
    if (report.rivals().isEmpty()) {
      return;
    }
    page.section("Side by side")
        .paragraph(
            "On the same rows; differences are this package minus the other, on the same resamples"
                + " of patients. A difference whose 95 % interval holds 0 is inside the noise: that"
                + " proves nothing equal.");
    for (RivalResult rival : report.rivals()) {
      page.subsection(rival.name())
          .paragraph(
              String.format(
                  Locale.ROOT,
                  "%s%s; %d images scored by both, %d by one only.",
                  capital(rival.kind().text()),
                  rival.sha256().isEmpty() ? "" : ", SHA-256 " + rival.sha256(),
                  rival.rows(),
                  rival.leftOut()));
      page.table(
          "",
          List.of("Label", "Metric", "This", "Other", "Difference", "In words"),
          differences(rival));
      page.table(
          "How far the probabilities are apart",
          List.of("Label", "Largest", "Mean", "Decided otherwise", "Of"),
          shifts(rival));
    }
  }

  private static String capital(String text) {
    return Character.toUpperCase(text.charAt(0)) + text.substring(1);
  }

  private static List<List<String>> differences(RivalResult rival) {
    List<List<String>> rows = new ArrayList<>();
    for (Map.Entry<String, RivalResult.OfLabel> label : rival.labels().entrySet()) {
      String name = label.getKey();
      for (Map.Entry<Metric, Difference> one : label.getValue().differences().entrySet()) {
        Metric metric = one.getKey();
        rows.add(
            List.of(
                name,
                metric.title(),
                Numbers.of(metric, label.getValue().first().get(metric)),
                Numbers.of(metric, label.getValue().other().get(metric)),
                metric.isShare() ? Numbers.percentGap(one.getValue()) : Numbers.gap(one.getValue()),
                words(one.getValue())));
        name = "";
      }
    }
    return rows;
  }

  private static String words(Difference difference) {
    if (!difference.isDefined()) {
      return "undefined";
    }
    if (!difference.ci95().isDefined()) {
      return "too few patients to tell";
    }
    if (difference.insideTheNoise()) {
      return "inside the noise";
    }
    return (difference.value() > 0 ? "this" : "other") + " higher, outside the noise";
  }

  private static List<List<String>> shifts(RivalResult rival) {
    List<List<String>> rows = new ArrayList<>();
    rival
        .labels()
        .forEach(
            (name, label) ->
                rows.add(
                    List.of(
                        name,
                        String.format(Locale.ROOT, "%.2e", label.largestShift()),
                        String.format(Locale.ROOT, "%.2e", label.meanShift()),
                        Long.toString(label.decidedOtherwise()),
                        Long.toString(label.decisions()))));
    return rows;
  }
}
