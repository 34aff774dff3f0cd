package org.truncus.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.truncus.image.FloatImage;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;
import org.truncus.list.Task;
import org.truncus.plot.HeatScale;
import org.truncus.plot.HtmlGallery;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.Texts;
import org.truncus.plot.Thumbnails;

/**
 * The images that the network is surest of, by label: false positives, false negatives and true
 * positives, each beside the heat map of its evidence.
 *
 * @param result the predictions
 * @param thresholds from which probability on each label is called positive; not looked at for
 *     classes
 * @param images where the pixels come from
 */
public record CasesSection(SplitResult result, List<Double> thresholds, CaseImages images) {

  /** All images of a page: bounds its size. */
  static final int MOST = 126;

  private static final int MOST_A_KIND = 6;
  private static final int MOST_HITS = 3;

  /** Adds the section; decodes only the images shown, those of one label at a time. */
  public void write(HtmlPage page) {
    PredictionList predictions = result.predictions();
    int labels = Math.min(predictions.labels().size(), MOST / 3);
    page.section("Images of " + result.split().text());
    page.paragraph(introduction());
    page.paragraph(
        "This page holds images of patients and the names of their files. Handle it as you handle"
            + " the data.");
    page.figure(HeatScale.figure(), "");
    for (int l = 0; l < labels; l++) {
      label(page, l);
    }
    if (labels < predictions.labels().size()) {
      page.paragraph(
          "Shown are the first %d of %d labels.".formatted(labels, predictions.labels().size()));
    }
  }

  private String introduction() {
    String called =
        result.task() == Task.MULTICLASS
            ? "The class called is the most likely one."
            : "A label is called positive at the threshold that stands beside its name.";
    return "The decisions that the network is surest of, wrong and right. "
        + called
        + " Left the image as the network sees it, right the same under its Grad-CAM heat map:"
        + " where the evidence for the label lies. A heat map shows what moved the network, which"
        + " need not be the finding.";
  }

  /** How many images of a kind are shown for each of so many labels. */
  static int mostOfAKind(int labels) {
    return Math.max(1, Math.min(MOST_A_KIND, MOST / (3 * labels)));
  }

  private void label(HtmlPage page, int l) {
    PredictionList predictions = result.predictions();
    String label = predictions.labels().get(l);
    boolean classes = result.task() == Task.MULTICLASS;
    Cases cases =
        classes
            ? Cases.ofClass(predictions, l)
            : Cases.ofFinding(predictions, l, thresholds.get(l));
    page.subsection(
        classes
            ? label
            : "%s, positive from %s on".formatted(label, Texts.probability(thresholds.get(l))));
    int most = mostOfAKind(predictions.labels().size());
    group(page, l, "False positives", cases.falsePositives(), most);
    group(page, l, "False negatives", cases.falseNegatives(), most);
    group(page, l, "True positives", cases.truePositives(), Math.min(most, MOST_HITS));
  }

  private void group(HtmlPage page, int l, String kind, List<Integer> rows, int most) {
    List<Integer> shown = rows.subList(0, Math.min(most, rows.size()));
    page.minor(
        rows.isEmpty()
            ? kind + ": none"
            : "%s: %d%s"
                .formatted(
                    kind,
                    rows.size(),
                    shown.size() < rows.size() ? ", the surest " + shown.size() : ""));
    if (shown.isEmpty()) {
      return;
    }
    List<FloatImage> pixels = shown.stream().map(images::image).toList();
    List<FloatImage> heat = images.heatMaps(pixels, l);
    List<HtmlGallery.Item> items = new ArrayList<>();
    for (int i = 0; i < shown.size(); i++) {
      items.add(item(l, shown.get(i), pixels.get(i), heat.get(i)));
    }
    page.gallery(items);
  }

  private HtmlGallery.Item item(int l, int row, FloatImage pixels, FloatImage heat) {
    Prediction prediction = result.predictions().rows().get(row);
    String label = result.predictions().labels().get(l);
    return new HtmlGallery.Item(
        Thumbnails.of(pixels),
        Thumbnails.of(pixels, heat),
        prediction.image(),
        "heat map of the evidence for " + label + " in " + prediction.image(),
        Texts.probability(prediction.probabilities()[l])
            + classes(l, prediction)
            + (isCold(heat) ? ", no evidence for it" : ""),
        prediction.image());
  }

  private static boolean isCold(FloatImage heat) {
    for (float value : heat.samples()) {
      if (value > 0) {
        return false;
      }
    }
    return true;
  }

  /** What a row is, and what it is called, where that isn't this class. */
  private String classes(int l, Prediction prediction) {
    if (result.task() != Task.MULTICLASS) {
      return "";
    }
    List<String> labels = result.predictions().labels();
    int called = Cases.called(prediction);
    int is = Cases.trueClass(prediction);
    return Stream.of(
            is == l ? "" : ", is " + labels.get(is),
            called == l
                ? ""
                : ", called %s (%s)"
                    .formatted(
                        labels.get(called), Texts.probability(prediction.probabilities()[called])))
        .reduce("", String::concat);
  }
}
