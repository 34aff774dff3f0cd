package org.truncus.gateway.report;

import java.util.Map;

/** The machine-readable reasons for leaving an image out, as a reader would have them. */
final class ReasonText {
  private static final Map<String, String> SENTENCES =
      Map.ofEntries(
          Map.entry("sop-class", "no image, or of a kind the model is not meant for"),
          Map.entry("transfer-syntax", "compressed in a way that can't be decoded here"),
          Map.entry("modality", "the model is not meant for this modality"),
          Map.entry("body-part", "the model is not meant for this body part"),
          Map.entry("view", "the model is not meant for this view"),
          Map.entry("under-minimum-age", "the patient is younger than the model is meant for"),
          Map.entry("not-grayscale", "a colour image"),
          Map.entry("photometric", "of a photometric interpretation the model is not meant for"),
          Map.entry("not-for-presentation", "raw detector data, not for presentation"),
          Map.entry("secondary-image", "a secondary image, such as a screen grab"),
          Map.entry("multi-frame", "several frames in one object"),
          Map.entry("too-small", "too small"),
          Map.entry("undecodable", "its pixels can't be read, or contradict its header"));

  private ReasonText() {}

  /** The sentence with the code behind it; a reason that is no code stays as it is. */
  static String of(String reason) {
    String sentence = SENTENCES.get(reason);
    return sentence == null ? reason : sentence + " (" + reason + ")";
  }
}
