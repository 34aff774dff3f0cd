package org.truncus.gateway.infer;

import java.util.Locale;

/** Why an image isn't shown to a model. The names are stable: they stand in reports and JSON. */
public enum Ineligible {
  /** Not an image, or of a kind the model wasn't made for. */
  SOP_CLASS,
  /** Compressed in a way that this version can't decode. */
  TRANSFER_SYNTAX,
  MODALITY,
  BODY_PART,
  /** A lateral view, or one the model wasn't made for. */
  VIEW,
  /** The patient is younger than the model was made for. */
  UNDER_MINIMUM_AGE,
  /** Colour. */
  NOT_GRAYSCALE,
  /** Grey, but of a photometric interpretation that the model wasn't made for. */
  PHOTOMETRIC,
  /** Raw detector data. */
  NOT_FOR_PRESENTATION,
  /** A screen grab or another secondary image. */
  SECONDARY_IMAGE,
  MULTI_FRAME,
  TOO_SMALL,
  /** Eligible, but the algorithm failed before it came to it. */
  NOT_REACHED,
  /** Its file was removed after its retention time. */
  PURGED,
  /** It ended the process, or took too long, too often. */
  QUARANTINED,
  /** The pixel data contradict the header or can't be read. */
  UNDECODABLE;

  /** {@code not-grayscale}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
