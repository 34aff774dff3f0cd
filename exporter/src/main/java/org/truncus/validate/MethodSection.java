package org.truncus.validate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.truncus.plot.HtmlPage;

/** How the numbers were made, so that they can be made again. */
final class MethodSection {

  private MethodSection() {}

  static void write(ValidationReport report, HtmlPage page) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Unit", "the patient: intervals, splits and prevalences never divide one");
    facts.put(
        "Bootstrap",
        report.options().replicates()
            + " replicates that draw patients with all of their images, with and without the"
            + " finding apart; percentiles 2.5 and 97.5; seed "
            + report.options().seed()
            + "; no interval with fewer than "
            + PointIntervals.FEWEST_PATIENTS
            + " patients of either kind");
    facts.put(
        "Proportions",
        "Wilson's interval where every image is of another patient, otherwise the bootstrap; at 0"
            + " and 100 % and with few patients Wilson's with patients in place of images");
    facts.put("AUPRC", "average precision, without interpolation");
    facts.put("Calibration error", "15 bins of equal mass; slope and intercept by logistic fit");
    facts.put(
        "Uncertain findings",
        "left out (-1 in the list); blank ones, too, but negative in a list of CheXpert's form");
    facts.put("Decisions", "positive where the calibrated probability reaches the threshold");
    facts.put(
        "Speed",
        String.format(
            Locale.ROOT,
            "%.1f images per second; reading and scoring one image took %.3f s in the median,"
                + " %.3f s at the 95th percentile",
            report.throughput().imagesPerSecond(),
            report.throughput().latencyP50(),
            report.throughput().latencyP95()));
    facts.putAll(report.environment());
    page.section("Method and environment").facts(facts);
  }
}
