package org.truncus.gateway.dicomweb;

/** The media types of PS3.18 §8.7. */
public final class DicomMedia {

  /** An instance. */
  public static final String DICOM = "application/dicom";

  /** Data sets in the JSON model. */
  public static final String JSON = "application/dicom+json";

  /** Several parts. */
  public static final String MULTIPART = "multipart/related";

  private DicomMedia() {}
}
