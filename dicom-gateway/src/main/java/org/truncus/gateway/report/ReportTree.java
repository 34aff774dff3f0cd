package org.truncus.gateway.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The content tree: TID 1500 with an image library and qualitative evaluations. By-value
 * relationships only, no coordinates.
 */
final class ReportTree {
  private final StudyResult result;

  ReportTree(StudyResult result) {
    this.result = result;
  }

  ContentItem build() {
    ReportDevice device = result.device();
    ContentItem root =
        ContentItem.container(Concepts.REPORT)
            .template("1500")
            .modifiedBy(ContentItem.code(Concepts.LANGUAGE, Concepts.ENGLISH))
            .observedBy(ContentItem.code(Concepts.OBSERVER_TYPE, Concepts.DEVICE))
            .observedBy(ContentItem.uid(Concepts.OBSERVER_UID, device.observerUID()))
            .observedBy(ContentItem.text(Concepts.OBSERVER_NAME, device.name()))
            .observedBy(ContentItem.text(Concepts.OBSERVER_MANUFACTURER, device.manufacturer()))
            .observedBy(ContentItem.text(Concepts.OBSERVER_MODEL, device.modelName()))
            .observedBy(ContentItem.text(Concepts.OBSERVER_SERIAL, device.serialNumber()))
            .modifiedBy(ContentItem.code(Concepts.PROCEDURE_REPORTED, Concepts.IMAGING_PROCEDURE))
            .contains(library());
    if (result.evaluated()) {
      root.contains(new MeasurementGroups(result).build());
    }
    return root.contains(evaluations());
  }

  private ContentItem library() {
    Map<String, ContentItem> groups = new LinkedHashMap<>();
    for (ImageResult image : result.images()) {
      ContentItem group = groups.computeIfAbsent(image.modality(), ReportTree::libraryGroup);
      ContentItem entry = ContentItem.image(image);
      Concepts.view(image.view())
          .ifPresent(view -> entry.acquiredAs(ContentItem.code(Concepts.IMAGE_VIEW, view)));
      group.contains(entry);
    }
    ContentItem library = ContentItem.container(Concepts.IMAGE_LIBRARY);
    groups.values().forEach(library::contains);
    return library;
  }

  private static ContentItem libraryGroup(String modality) {
    ContentItem group = ContentItem.container(Concepts.IMAGE_LIBRARY_GROUP);
    Concepts.modality(modality)
        .ifPresent(code -> group.acquiredAs(ContentItem.code(Concepts.MODALITY, code)));
    return group;
  }

  private ContentItem evaluations() {
    ContentItem container = ContentItem.container(Concepts.EVALUATIONS);
    if (result.evaluated()) {
      for (LabelResult label : spokenLabels(result)) {
        container.contains(ContentItem.code(label.code(), Concepts.decision(label.decision())));
      }
    }
    return container.contains(ContentItem.text(Concepts.COMMENT, ReportComment.of(result)));
  }

  /**
   * The labels which have groups of their own: all, or, of classes which exclude each other, the
   * one with the highest score.
   */
  static List<LabelResult> spokenLabels(StudyResult result) {
    if (!result.model().softmax()) {
      return result.labels();
    }
    return List.of(LabelResult.likeliest(result.labels()));
  }
}
