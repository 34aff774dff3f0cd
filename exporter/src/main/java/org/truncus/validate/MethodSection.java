package org.truncus.validate;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.truncus.metric.RateEstimate;
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
            + " finding apart; percentiles 2.5 and 97.5, for AUROC and AUPRC the standard error on"
            + " the logit scale times Student's quantile, for the calibration error the percentiles"
            + " moved by what resampling adds to it on the average; seed "
            + report.options().seed()
            + "; no interval with fewer than "
            + RateEstimate.FEWEST_PATIENTS
            + " patients with, or without, the finding");
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
                + " %.3f s at the 95th and %.3f s at the 99th percentile",
            report.throughput().imagesPerSecond(),
            report.throughput().latencyP50(),
            report.throughput().latencyP95(),
            report.throughput().latencyP99()));
    facts.put(
        "Golden vectors",
        report.golden() == 0
            ? "the package has none"
            : "all " + report.golden() + " of the package come out as recorded");
    facts.put("Run to run", repeated(report.repeatability()));
    facts.putAll(report.environment());
    page.section("Method and environment").facts(facts);
  }

  private static String repeated(Repeatability repeated) {
    if (repeated.images() == 0) {
      return "no image was scored twice";
    }
    String images = repeated.images() + " images read and scored twice: ";
    return repeated.largest() == 0
        ? images + "the same probabilities, bit for bit"
        : String.format(
            Locale.ROOT, "%sprobabilities differ by %.1e at most", images, repeated.largest());
  }
}
