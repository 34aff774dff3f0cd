package org.truncus.gateway.report;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The container Imaging Measurements: one group (TID 1501) for each scored image and label, and one
 * for the study and label.
 */
final class MeasurementGroups {
  /** References of a group: receivers choke on more. */
  private static final int MOST_SOURCES = 2000;

  private final StudyResult result;
  private final List<LabelResult> labels;

  MeasurementGroups(StudyResult result) {
    this.result = result;
    this.labels = ReportTree.spokenLabels(result);
  }

  ContentItem build() {
    ContentItem container = ContentItem.container(Concepts.MEASUREMENTS);
    int number = 0;
    for (ImageResult image : result.images()) {
      number++;
      if (image.scored()) {
        for (LabelResult label : labels) {
          container.contains(imageGroup(image, number, label));
        }
      }
    }
    labels.forEach(label -> container.contains(studyGroup(label)));
    return container;
  }

  private ContentItem imageGroup(ImageResult image, int number, LabelResult label) {
    double score = image.scores().getOrDefault(label.name(), Double.NaN);
    Decision decision = decision(image, score, label);
    ContentItem group =
        head("image/" + number, image.sopInstanceUID(), label, decision, raw(image, label))
            .contains(ContentItem.image(Concepts.SOURCE, image));
    result.captures().stream()
        .filter(capture -> capture.sourceInstanceUID().equals(image.sopInstanceUID()))
        .filter(capture -> capture.label().equals(label.name()))
        .forEach(capture -> group.contains(ContentItem.capture(capture)));
    if (Double.isFinite(score)) {
      group.contains(percent(Concepts.CERTAINTY, score));
    }
    return tail(group, label, decision);
  }

  /** Of classes which exclude each other only the image's likeliest can be present in it. */
  private Decision decision(ImageResult image, double score, LabelResult label) {
    Decision decision = Decision.of(score, label.threshold());
    boolean outdone =
        result.model().softmax() && image.scores().values().stream().anyMatch(s -> s > score);
    return decision == Decision.PRESENT && outdone ? Decision.ABSENT : decision;
  }

  private ContentItem studyGroup(LabelResult label) {
    ContentItem group = head("study", "study", label, label.decision(), List.of());
    result.scoredImages().stream()
        .limit(MOST_SOURCES)
        .forEach(image -> group.contains(ContentItem.image(Concepts.SOURCE, image)));
    if (Double.isFinite(label.score())) {
      Code derivation = Concepts.derivation(label.derivation());
      group.contains(
          percent(Concepts.CERTAINTY, label.score())
              .modifiedBy(ContentItem.code(Concepts.DERIVATION, derivation)));
    }
    return tail(group, label, label.decision());
  }

  /**
   * Tracking, finding (only a positive one: viewers print it as a label) and algorithm
   * identification (TID 4019).
   */
  private ContentItem head(
      String scope, String trackedBy, LabelResult label, Decision decision, List<String> more) {
    ModelIdentity model = result.model();
    String tracking = ReportIdentity.tracking(result, trackedBy, label.name());
    ContentItem group =
        ContentItem.container(Concepts.MEASUREMENT_GROUP)
            .template("1501")
            .observedBy(ContentItem.text(Concepts.TRACKING_IDENTIFIER, scope + "/" + label.name()))
            .observedBy(ContentItem.uid(Concepts.TRACKING_UID, tracking));
    if (decision == Decision.PRESENT) {
      group.contains(ContentItem.code(Concepts.FINDING, label.code()));
    }
    label.site().ifPresent(site -> group.modifiedBy(site(site)));
    group
        .modifiedBy(ContentItem.text(Concepts.ALGORITHM_NAME, model.name()))
        .modifiedBy(ContentItem.text(Concepts.ALGORITHM_VERSION, model.version()));
    Stream.concat(AlgorithmParameters.of(model, label.name()).stream(), more.stream())
        .map(parameter -> ContentItem.text(Concepts.ALGORITHM_PARAMETERS, parameter))
        .forEach(group::modifiedBy);
    return group.modifiedBy(
        ContentItem.code(Concepts.ALGORITHM_FAMILY, Concepts.ARTIFICIAL_INTELLIGENCE));
  }

  private static List<String> raw(ImageResult image, LabelResult label) {
    double raw = image.rawScores().getOrDefault(label.name(), Double.NaN);
    return Double.isFinite(raw)
        ? List.of(String.format(Locale.ROOT, "score.raw=%.6f", raw))
        : List.of();
  }

  private static ContentItem site(FindingSite site) {
    ContentItem item = ContentItem.code(Concepts.FINDING_SITE, site.site());
    site.laterality()
        .ifPresent(side -> item.modifiedBy(ContentItem.code(Concepts.LATERALITY, side)));
    return item;
  }

  private static ContentItem tail(ContentItem group, LabelResult label, Decision decision) {
    if (Double.isFinite(label.threshold())) {
      group.contains(percent(Concepts.THRESHOLD, label.threshold()));
    }
    return group.contains(ContentItem.code(label.code(), Concepts.decision(decision)));
  }

  private static ContentItem percent(Code name, double share) {
    return ContentItem.number(name, Percent.of(share), Concepts.PERCENT);
  }
}
