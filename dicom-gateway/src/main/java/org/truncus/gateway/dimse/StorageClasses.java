package org.truncus.gateway.dimse;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** SOP classes of the storage service (PS3.4 annex B.5), by what they hold. */
public final class StorageClasses {

  private static final String ROOT = "1.2.840.10008.5.1.4.1.1.";

  /** Images: those in use in radiology, ophthalmology, dentistry, endoscopy and pathology. */
  public static final Set<String> IMAGES =
      under(
          "1", // Computed Radiography
          "1.1", // Digital X-Ray, for presentation
          "1.1.1", // Digital X-Ray, for processing
          "1.2", // Digital Mammography, for presentation
          "1.2.1", // Digital Mammography, for processing
          "1.3", // Digital Intra-Oral X-Ray, for presentation
          "1.3.1", // Digital Intra-Oral X-Ray, for processing
          "2", // CT
          "2.1", // Enhanced CT
          "2.2", // Legacy Converted Enhanced CT
          "3.1", // Ultrasound Multi-frame
          "4", // MR
          "4.1", // Enhanced MR
          "4.3", // Enhanced MR Color
          "4.4", // Legacy Converted Enhanced MR
          "6.1", // Ultrasound
          "6.2", // Enhanced US Volume
          "7", // Secondary Capture
          "7.1", // Multi-frame Single Bit Secondary Capture
          "7.2", // Multi-frame Grayscale Byte Secondary Capture
          "7.3", // Multi-frame Grayscale Word Secondary Capture
          "7.4", // Multi-frame True Color Secondary Capture
          "12.1", // X-Ray Angiographic
          "12.1.1", // Enhanced XA
          "12.2", // X-Ray Radiofluoroscopic
          "12.2.1", // Enhanced XRF
          "13.1.1", // X-Ray 3D Angiographic
          "13.1.2", // X-Ray 3D Craniofacial
          "13.1.3", // Breast Tomosynthesis
          "13.1.4", // Breast Projection X-Ray, for presentation
          "13.1.5", // Breast Projection X-Ray, for processing
          "20", // Nuclear Medicine
          "77.1.1", // VL Endoscopic
          "77.1.2", // VL Microscopic
          "77.1.4", // VL Photographic
          "77.1.5.1", // Ophthalmic Photography 8 Bit
          "77.1.5.2", // Ophthalmic Photography 16 Bit
          "77.1.5.4", // Ophthalmic Tomography
          "77.1.6", // VL Whole Slide Microscopy
          "128", // PET
          "128.1", // Legacy Converted Enhanced PET
          "130", // Enhanced PET
          "481.1"); // RT Image

  /** Structured reports and key object selections. */
  public static final Set<String> REPORTS =
      under(
          "88.11", // Basic Text SR
          "88.22", // Enhanced SR
          "88.33", // Comprehensive SR
          "88.34", // Comprehensive 3D SR
          "88.35", // Extensible SR
          "88.50", // Mammography CAD SR
          "88.59", // Key Object Selection
          "88.65", // Chest CAD SR
          "88.67"); // X-Ray Radiation Dose SR

  /** What an archive holds besides: presentation states, segmentations, documents. */
  public static final Set<String> OTHERS =
      under(
          "11.1", // Grayscale Softcopy Presentation State
          "11.2", // Color Softcopy Presentation State
          "66.4", // Segmentation
          "104.1"); // Encapsulated PDF

  /** All of the above: what a PACS would take. */
  public static final Set<String> ALL =
      Stream.of(IMAGES, REPORTS, OTHERS)
          .flatMap(Set::stream)
          .collect(Collectors.toUnmodifiableSet());

  private StorageClasses() {}

  private static Set<String> under(String... suffixes) {
    return Stream.of(suffixes).map(ROOT::concat).collect(Collectors.toUnmodifiableSet());
  }
}
