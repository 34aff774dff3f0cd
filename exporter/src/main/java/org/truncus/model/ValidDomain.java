package org.truncus.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The images a model is meant for, in the defined terms of DICOM. An empty list is no restriction.
 *
 * @param modalities values of Modality (0008,0060), PS3.3 C.7.3.1.1.1, for example {@code DX}
 * @param views values of View Position (0018,5101), for example {@code PA}
 * @param bodyParts values of Body Part Examined (0018,0015), PS3.16 annex L, for example {@code
 *     CHEST}
 * @param photometrics values of Photometric Interpretation (0028,0004), for example {@code
 *     MONOCHROME2}
 * @param minimumAge in years, patients under it are out of scope; null for no minimum
 */
public record ValidDomain(
    List<String> modalities,
    List<String> views,
    List<String> bodyParts,
    List<String> photometrics,
    @JsonInclude(JsonInclude.Include.NON_NULL) Integer minimumAge) {

  private static final int OLDEST = 150;

  /** Keeps unmodifiable copies. */
  public ValidDomain {
    modalities = modalities == null ? List.of() : List.copyOf(modalities);
    views = views == null ? List.of() : List.copyOf(views);
    bodyParts = bodyParts == null ? List.of() : List.copyOf(bodyParts);
    photometrics = photometrics == null ? List.of() : List.copyOf(photometrics);
    if (minimumAge != null && (minimumAge < 0 || minimumAge > OLDEST)) {
      throw new IllegalArgumentException(
          "the minimum age must be 0 to " + OLDEST + " years, not " + minimumAge);
    }
  }

  /** A domain without rules for age and photometric interpretation. */
  public ValidDomain(List<String> modalities, List<String> views, List<String> bodyParts) {
    this(modalities, views, bodyParts, List.of(), null);
  }

  /** Frontal chest radiographs: CR and DX, PA and AP, CHEST. */
  public static ValidDomain frontalChestRadiographs() {
    return new ValidDomain(List.of("CR", "DX"), List.of("PA", "AP"), List.of("CHEST"));
  }

  /** No restriction at all. */
  public static ValidDomain any() {
    return new ValidDomain(List.of(), List.of(), List.of());
  }

  /** For people, in one line. */
  public String words() {
    return String.join(
            " | ",
            any("modality", modalities),
            any("view", views),
            any("body part", bodyParts),
            any("photometric", photometrics))
        + (minimumAge == null ? " | any age" : " | from " + minimumAge + " years");
  }

  private static String any(String what, List<String> values) {
    return values.isEmpty() ? "any " + what : String.join(" ", values);
  }
}
