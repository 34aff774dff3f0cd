package org.truncus.model;

import java.util.List;

/**
 * The images a model is meant for, in the defined terms of DICOM. An empty list is no restriction.
 *
 * @param modalities values of Modality (0008,0060), PS3.3 C.7.3.1.1.1, for example {@code DX}
 * @param views values of View Position (0018,5101), for example {@code PA}
 * @param bodyParts values of Body Part Examined (0018,0015), PS3.16 annex L, for example {@code
 *     CHEST}
 */
public record ValidDomain(List<String> modalities, List<String> views, List<String> bodyParts) {

  /** Keeps unmodifiable copies. */
  public ValidDomain {
    modalities = modalities == null ? List.of() : List.copyOf(modalities);
    views = views == null ? List.of() : List.copyOf(views);
    bodyParts = bodyParts == null ? List.of() : List.copyOf(bodyParts);
  }

  /** Frontal chest radiographs: CR and DX, PA and AP, CHEST. */
  public static ValidDomain frontalChestRadiographs() {
    return new ValidDomain(List.of("CR", "DX"), List.of("PA", "AP"), List.of("CHEST"));
  }

  /** No restriction at all. */
  public static ValidDomain any() {
    return new ValidDomain(List.of(), List.of(), List.of());
  }
}
