package org.truncus.gateway.report;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.dicom.VR;
import org.truncus.image.FloatImage;
import org.truncus.model.Saliency;

/**
 * A heat map of one image and one label as a Secondary Capture (PS3.3 section A.8.1), 8-bit RGB. It
 * explains what the model looked at and localises nothing; so it says in its pixels, and has no
 * pixel spacing to measure with. The same input makes the same bytes.
 *
 * @param result what it belongs to
 * @param image the image
 * @param label name of the label
 */
public record SaliencyCapture(StudyResult result, ImageResult image, String label) {
  private static final int SERIES_NUMBER = 9101;
  private static final String WARNING = "AI - NOT FOR DIAGNOSIS";
  private static final Set<String> PAIRED =
      Set.of(
          "BREAST",
          "HAND",
          "FOOT",
          "KNEE",
          "ANKLE",
          "WRIST",
          "ELBOW",
          "SHOULDER",
          "HIP",
          "ARM",
          "LEG",
          "EYE",
          "FINGER",
          "TOE",
          "FEMUR",
          "FOREARM",
          "CLAVICLE",
          "SCAPULA",
          "KIDNEY");

  /** Checks that the result has the image and the label. */
  public SaliencyCapture {
    if (!result.images().contains(image) || result.label(label).isEmpty()) {
      throw new IllegalArgumentException("the result has no such image, or no label " + label);
    }
  }

  /** How the report refers to it; see {@link StudyResult#withCaptures}. */
  public CaptureReference reference() {
    return new CaptureReference(
        image.sopInstanceUID(), label, sopInstanceUID(), seriesInstanceUID());
  }

  /**
   * The object, Explicit VR Little Endian.
   *
   * @param header of the image, without pixels
   * @param displayed {@code [H,W,C]} in [0,1], the whole image as a viewer would show it
   */
  public DicomFile build(DataSet header, FloatImage displayed, Saliency map) {
    HeatOverlay overlay = HeatOverlay.of(displayed, map, banner());
    DataSet capture = new DataSet();
    SourceCopy copy = SourceCopy.of(header, derivation() + result.model() + result.device());
    StudyModules modules = new StudyModules(header, copy, result.device());
    modules.writePatientAndStudy(capture);
    modules.writeEquipment(capture, result.model());
    Moment created = Moment.of(header, result.createdAt());
    created.writeCreation(capture);
    capture
        .set(Tag.SOPClassUID, UID.SecondaryCaptureImageStorage)
        .set(Tag.SOPInstanceUID, sopInstanceUID())
        .set(Tag.DeviceUID, result.device().observerUID())
        .set(Tag.Modality, "OT")
        .set(Tag.SeriesInstanceUID, seriesInstanceUID())
        .setInts(Tag.SeriesNumber, SERIES_NUMBER)
        .set(Tag.SeriesDescription, "AI heat maps, not for diagnosis")
        .set(Tag.ConversionType, "WSD")
        .setInts(Tag.InstanceNumber, number())
        .set(Tag.ContentDate, created.date())
        .set(Tag.ContentTime, created.time())
        .setEmpty(Tag.PatientOrientation);
    anatomy(capture, header, copy);
    derived(capture, header);
    compression(capture, header, copy);
    pixels(capture, overlay);
    return DicomFile.of(capture, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  /** The object as a Part 10 file; see {@link #build}. */
  public byte[] bytes(DataSet header, FloatImage displayed, Saliency map) {
    return Part10.bytes(build(header, displayed, map));
  }

  /** SOP Instance UID: of the image and its content, the model and the label. */
  public String sopInstanceUID() {
    ModelIdentity model = result.model();
    return UID.nameBased(
        String.join(
            "|",
            "SC",
            "1",
            image.sopInstanceUID() + "=" + image.sha256(),
            model.name(),
            model.version(),
            model.sha256(),
            label,
            result.device().observerUID()));
  }

  private String seriesInstanceUID() {
    return UID.nameBased(
        String.join(
            "|",
            "SC-SERIES",
            result.studyInstanceUID(),
            result.model().name(),
            result.device().observerUID()));
  }

  private int number() {
    int labels = result.labels().size();
    int labelIndex = result.labels().indexOf(result.label(label).orElseThrow());
    return result.images().indexOf(image) * labels + labelIndex + 1;
  }

  /** Laterality of a paired part; of any other the part alone is enough (type 2C). */
  private static void anatomy(DataSet capture, DataSet header, SourceCopy copy) {
    copy.element(capture, header, Tag.BodyPartExamined);
    String part = header.string(Tag.BodyPartExamined).orElse("");
    if (part.isEmpty() || PAIRED.contains(part)) {
      copy.element(capture, header, Tag.ImageLaterality);
      copy.element(capture, header, Tag.Laterality);
      if (!capture.contains(Tag.ImageLaterality) && capture.string(Tag.Laterality).isEmpty()) {
        capture.remove(Tag.Laterality).set(Tag.ImageLaterality, "U");
      }
    }
  }

  private void derived(DataSet capture, DataSet header) {
    boolean recognizable =
        header.string(Tag.RecognizableVisualFeatures).filter("YES"::equals).isPresent();
    DataSet source =
        ContentItem.instance(image)
            .set(Tag.SpatialLocationsPreserved, "NO")
            .setItems(
                Tag.PurposeOfReferenceCodeSequence,
                ContentItem.dataSet(Concepts.SOURCE_OF_PROCESSING));
    capture
        .set(Tag.ImageType, "DERIVED", "SECONDARY", "OTHER", "SALIENCY")
        .set(Tag.DerivationDescription, derivation())
        .setItems(Tag.DerivationCodeSequence, ContentItem.dataSet(Concepts.GRAD_CAM))
        .setItems(Tag.SourceImageSequence, source)
        .set(Tag.BurnedInAnnotation, "YES")
        .set(Tag.RecognizableVisualFeatures, recognizable ? "YES" : "NO");
  }

  /** What was compressed with loss stays so; ratio and method are the source's. */
  private static void compression(DataSet capture, DataSet header, SourceCopy copy) {
    boolean lossy = header.string(Tag.LossyImageCompression).filter("01"::equals).isPresent();
    capture.set(Tag.LossyImageCompression, lossy ? "01" : "00");
    if (lossy) {
      copy.element(capture, header, Tag.LossyImageCompressionRatio);
      copy.element(capture, header, Tag.LossyImageCompressionMethod);
    }
  }

  private static void pixels(DataSet capture, HeatOverlay overlay) {
    byte[] bytes = overlay.pixels();
    capture
        .setInts(Tag.SamplesPerPixel, 3)
        .set(Tag.PhotometricInterpretation, "RGB")
        .setInts(Tag.PlanarConfiguration, 0)
        .setInts(Tag.Rows, overlay.height())
        .setInts(Tag.Columns, overlay.width())
        .setInts(Tag.BitsAllocated, 8)
        .setInts(Tag.BitsStored, 8)
        .setInts(Tag.HighBit, 7)
        .setInts(Tag.PixelRepresentation, 0)
        .setBytes(Tag.PixelData, VR.OB, Arrays.copyOf(bytes, bytes.length + bytes.length % 2));
  }

  private List<String> banner() {
    return List.of(
        WARNING,
        "MODEL " + result.model().name() + " " + result.model().version(),
        "HEAT MAP FOR " + meaning() + ", NO LOCALISATION");
  }

  private String derivation() {
    return ("Grad-CAM of the model %s version %s for %s: where the model found evidence, no"
            + " localisation of a finding")
        .formatted(result.model().name(), result.model().version(), meaning());
  }

  private String meaning() {
    return result.label(label).orElseThrow().code().meaning();
  }
}
