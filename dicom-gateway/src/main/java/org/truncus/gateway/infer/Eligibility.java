package org.truncus.gateway.infer;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;
import org.truncus.model.PackageManifest;
import org.truncus.model.ValidDomain;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/**
 * Decides from the header whether a model may see an image. What the header doesn't say isn't held
 * against it (body part, view and age are often missing), but what it says must fit.
 */
public final class Eligibility {

  private static final Set<String> IMAGE_CLASSES =
      Set.of(
          UID.ComputedRadiographyImageStorage,
          UID.DigitalXRayImageStorageForPresentation,
          UID.DigitalMammographyXRayImageStorageForPresentation,
          UID.CTImageStorage);

  /** The transfer syntaxes whose pixel data {@code org.truncus.image} decodes. */
  public static final List<String> DECODABLE =
      List.of(
          UID.ExplicitVRLittleEndian,
          UID.ImplicitVRLittleEndian,
          UID.ExplicitVRBigEndian,
          UID.DeflatedExplicitVRLittleEndian,
          UID.JPEGLosslessSV1,
          UID.JPEGLossless,
          UID.RLELossless,
          UID.JPEGLSLossless,
          UID.JPEG2000Lossless,
          UID.JPEGBaseline8Bit,
          UID.JPEGExtended12Bit,
          UID.JPEGLSNearLossless,
          UID.JPEG2000);

  private static final Map<String, String> BODY_PART_SYNONYMS =
      Map.of("THORAX", "CHEST", "LUNG", "CHEST", "LUNGS", "CHEST");

  private final ValidDomain domain;
  private final int smallestSide;

  /** For a model; images under half its input size are too small. */
  public Eligibility(PackageManifest manifest) {
    this(manifest.validDomain(), manifest.input().size());
  }

  Eligibility(ValidDomain domain, int inputSize) {
    this.domain = domain;
    this.smallestSide = inputSize / 2;
  }

  /**
   * The first reason against an image, or empty where it is eligible. An attribute that can't be
   * read is a reason too: one broken image must not keep its study from a report.
   */
  public Optional<Ineligible> objection(DicomFile file) {
    try {
      return firstObjection(file);
    } catch (InvalidInputException | UnsupportedInputException e) {
      return Optional.of(Ineligible.UNDECODABLE);
    }
  }

  private Optional<Ineligible> firstObjection(DicomFile file) {
    DataSet header = file.dataSet();
    if (!IMAGE_CLASSES.contains(header.string(Tag.SOPClassUID).orElse(""))) {
      return Optional.of(Ineligible.SOP_CLASS);
    }
    if (!DECODABLE.contains(file.transferSyntax().uid())) {
      return Optional.of(Ineligible.TRANSFER_SYNTAX);
    }
    if (!domain.modalities().isEmpty()
        && !domain.modalities().contains(upper(header, Tag.Modality))) {
      return Optional.of(Ineligible.MODALITY);
    }
    if (!bodyPartFits(header)) {
      return Optional.of(Ineligible.BODY_PART);
    }
    if (!viewFits(header)) {
      return Optional.of(Ineligible.VIEW);
    }
    if (domain.minimumAge() != null && PatientAge.of(header).under(domain.minimumAge())) {
      return Optional.of(Ineligible.UNDER_MINIMUM_AGE);
    }
    return pixelObjection(header);
  }

  private Optional<Ineligible> pixelObjection(DataSet header) {
    if (!upper(header, Tag.PhotometricInterpretation).startsWith("MONOCHROME")) {
      return Optional.of(Ineligible.NOT_GRAYSCALE);
    }
    if (!domain.photometrics().isEmpty()
        && !domain.photometrics().contains(upper(header, Tag.PhotometricInterpretation))) {
      return Optional.of(Ineligible.PHOTOMETRIC);
    }
    if (upper(header, Tag.PresentationIntentType).equals("FOR PROCESSING")) {
      return Optional.of(Ineligible.NOT_FOR_PRESENTATION);
    }
    List<String> type = header.strings(Tag.ImageType);
    if (type.size() > 1 && type.get(0).equals("DERIVED") && type.get(1).equals("SECONDARY")) {
      return Optional.of(Ineligible.SECONDARY_IMAGE);
    }
    if (header.integer(Tag.NumberOfFrames).orElse(1) > 1) {
      return Optional.of(Ineligible.MULTI_FRAME);
    }
    int side = Math.min(header.integer(Tag.Rows).orElse(0), header.integer(Tag.Columns).orElse(0));
    return side < Math.max(1, smallestSide) ? Optional.of(Ineligible.TOO_SMALL) : Optional.empty();
  }

  private boolean bodyPartFits(DataSet header) {
    String part = upper(header, Tag.BodyPartExamined);
    return domain.bodyParts().isEmpty()
        || part.isEmpty()
        || domain.bodyParts().contains(BODY_PART_SYNONYMS.getOrDefault(part, part));
  }

  private boolean viewFits(DataSet header) {
    if (domain.views().isEmpty()) {
      return true;
    }
    String view = Views.of(header);
    return view.isEmpty() || domain.views().contains(view);
  }

  private static String upper(DataSet header, int tag) {
    return header.string(tag).orElse("").trim().toUpperCase(Locale.ROOT);
  }
}
