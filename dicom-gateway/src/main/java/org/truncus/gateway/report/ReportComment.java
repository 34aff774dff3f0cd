package org.truncus.gateway.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The comment of the report: the result in sentences, for a reader who sees nothing else of it. */
final class ReportComment {
  private ReportComment() {}

  static String of(StudyResult result) {
    ModelIdentity model = result.model();
    List<String> sentences = new ArrayList<>();
    sentences.add(
        "Output of the algorithm %s version %s, not verified by a physician."
            .formatted(model.name(), model.version()));
    if (!result.evaluated()) {
      sentences.add("The study could not be evaluated: " + ended(result.reason()));
      sentences.add("This says nothing about any finding.");
      return String.join(" ", sentences);
    }
    result.labels().forEach(label -> sentences.add(sentence(label)));
    sentences.add("Operating point: " + model.operatingPoint() + ".");
    sentences.add(percentages(model));
    sentences.add(coverage(result));
    return String.join(" ", sentences);
  }

  /** What the percentages of a report are. */
  static String percentages(ModelIdentity model) {
    if (!model.calibrated()) {
      return "Percentages are scores, not probabilities.";
    }
    return model.uncalibrated().isEmpty()
        ? "Percentages are calibrated probabilities."
        : "Percentages are calibrated probabilities, but those of %s are scores, not probabilities."
            .formatted(String.join(", ", model.uncalibrated()));
  }

  private static String sentence(LabelResult label) {
    String decision = label.decision().name().toLowerCase(Locale.ROOT);
    if (!Double.isFinite(label.score())) {
      return label.code().meaning() + ": undetermined, the model gave no score.";
    }
    String score = Percent.of(label.score()) + " %";
    return Double.isFinite(label.threshold())
        ? "%s: %s (%s, threshold %s %%)."
            .formatted(label.code().meaning(), decision, score, Percent.of(label.threshold()))
        : "%s: %s (%s, no threshold).".formatted(label.code().meaning(), decision, score);
  }

  private static String coverage(StudyResult result) {
    int all = result.images().size();
    int scored = result.scoredImages().size();
    StringBuilder text = new StringBuilder("Evaluated images: " + scored + " of " + all + ".");
    int number = 0;
    for (ImageResult image : result.images()) {
      number++;
      if (!image.scored()) {
        text.append(" Image ").append(number).append(" left out: ");
        text.append(ended(image.reason()));
      }
    }
    return text.toString();
  }

  private static String ended(String sentence) {
    return sentence.endsWith(".") ? sentence : sentence + ".";
  }
}
