package org.truncus.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/**
 * Builds chest radiographs as DICOM objects: Computed Radiography (PS3.3 section A.2) or Digital
 * X-Ray for presentation (section A.26), for phantoms and tests. What isn't set is empty, or a
 * function of the patient's id. The objects pass {@code dciodvfy} without an error.
 */
public final class ProjectionRadiograph {

  /** The two SOP classes of chest radiographs. */
  public enum Kind {
    /** Computed Radiography Image Storage. */
    CR,
    /** Digital X-Ray Image Storage - For Presentation. */
    DX
  }

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);

  private final Kind kind;
  private final DataSet dataSet = new DataSet();
  private final int pixels;

  private ProjectionRadiograph(Kind kind, int rows, int columns, String patientId) {
    this.kind = kind;
    this.pixels = Math.multiplyExact(rows, columns);
    boolean dx = kind == Kind.DX;
    dataSet
        .set(Tag.SpecificCharacterSet, "ISO_IR 192")
        .set(
            Tag.SOPClassUID,
            dx ? UID.DigitalXRayImageStorageForPresentation : UID.ComputedRadiographyImageStorage)
        .set(Tag.Modality, kind.name())
        .set(Tag.ImageType, "DERIVED", "PRIMARY")
        .set(Tag.Manufacturer, "Truncus")
        .set(Tag.PatientID, patientId)
        .set(Tag.BodyPartExamined, "CHEST")
        .setInts(Tag.SamplesPerPixel, 1)
        .setInts(Tag.Rows, rows)
        .setInts(Tag.Columns, columns)
        .setInts(Tag.BitsAllocated, 16)
        .setInts(Tag.PixelRepresentation, 0);
    emptyWhereUnknown();
    study(UID.nameBased("study/" + patientId), "");
    series(UID.nameBased("series/" + patientId), 1);
    instance(UID.nameBased("instance/" + patientId), 1);
    bitsStored(12);
    monochrome1(false);
    if (dx) {
      digitalXRay();
    }
  }

  /** Type 2 attributes: there, and empty until set. */
  private void emptyWhereUnknown() {
    for (int tag :
        new int[] {
          Tag.PatientName,
          Tag.PatientBirthDate,
          Tag.PatientSex,
          Tag.ReferringPhysicianName,
          Tag.StudyID,
          Tag.AccessionNumber,
          Tag.StudyDate,
          Tag.StudyTime,
          Tag.ViewPosition
        }) {
      dataSet.setEmpty(tag);
    }
  }

  /** A radiograph of rows x columns pixels. */
  public static ProjectionRadiograph of(Kind kind, int rows, int columns, String patientId) {
    return new ProjectionRadiograph(kind, rows, columns, patientId);
  }

  /**
   * Name as {@code Family^Given}, birth date {@code yyyyMMdd}, sex M, F or O; each may be empty.
   */
  public ProjectionRadiograph patient(String name, String birthDate, String sex) {
    dataSet.set(Tag.PatientName, name).set(Tag.PatientBirthDate, birthDate);
    dataSet.set(Tag.PatientSex, sex);
    return this;
  }

  /** Age in years, 0 to 999. */
  public ProjectionRadiograph age(int years) {
    dataSet.set(Tag.PatientAge, String.format(Locale.ROOT, "%03dY", years));
    return this;
  }

  /** Study Instance UID, and its accession number or an empty text. */
  public ProjectionRadiograph study(String uid, String accessionNumber) {
    dataSet.set(Tag.StudyInstanceUID, uid).set(Tag.AccessionNumber, accessionNumber);
    return this;
  }

  /** Date and time of study, series, acquisition and content. */
  public ProjectionRadiograph taken(LocalDateTime when) {
    for (int tag :
        new int[] {Tag.StudyDate, Tag.SeriesDate, Tag.AcquisitionDate, Tag.ContentDate}) {
      dataSet.set(tag, DATE.format(when));
    }
    for (int tag :
        new int[] {Tag.StudyTime, Tag.SeriesTime, Tag.AcquisitionTime, Tag.ContentTime}) {
      dataSet.set(tag, TIME.format(when));
    }
    return this;
  }

  /** Series Instance UID and number. */
  public ProjectionRadiograph series(String uid, int number) {
    dataSet.set(Tag.SeriesInstanceUID, uid).setInts(Tag.SeriesNumber, number);
    return this;
  }

  /** SOP Instance UID and number. */
  public ProjectionRadiograph instance(String uid, int number) {
    dataSet.set(Tag.SOPInstanceUID, uid).setInts(Tag.InstanceNumber, number);
    return this;
  }

  /** PA, AP, LL, RL…; sets the orientation of the patient that goes with it. */
  public ProjectionRadiograph view(String viewPosition) {
    dataSet.set(Tag.ViewPosition, viewPosition);
    boolean lateral = viewPosition.equals("LL") || viewPosition.equals("RL");
    dataSet.set(Tag.PatientOrientation, lateral ? "A" : "L", "F");
    return this;
  }

  /** Bits of a pixel value, 1 to 16. */
  public ProjectionRadiograph bitsStored(int bits) {
    dataSet.setInts(Tag.BitsStored, bits).setInts(Tag.HighBit, bits - 1);
    return this;
  }

  /** Whether low values are bright. */
  public ProjectionRadiograph monochrome1(boolean lowIsBright) {
    dataSet.set(Tag.PhotometricInterpretation, lowIsBright ? "MONOCHROME1" : "MONOCHROME2");
    if (kind == Kind.DX) {
      dataSet.set(Tag.PresentationLUTShape, lowIsBright ? "INVERSE" : "IDENTITY");
    }
    return this;
  }

  /** A linear window; width at least 1. */
  public ProjectionRadiograph window(double center, double width) {
    dataSet.setDecimals(Tag.WindowCenter, center).setDecimals(Tag.WindowWidth, width);
    return this;
  }

  /** Distance of pixel centres at the detector in mm. */
  public ProjectionRadiograph pixelSpacing(double millimetres) {
    dataSet.setDecimals(Tag.ImagerPixelSpacing, millimetres, millimetres);
    return this;
  }

  /** Where the image comes from: Manufacturer, ManufacturerModelName, StationName. */
  public ProjectionRadiograph equipment(String manufacturer, String model, String station) {
    dataSet.set(Tag.Manufacturer, manufacturer).set(Tag.ManufacturerModelName, model);
    dataSet.set(Tag.StationName, station);
    return this;
  }

  /**
   * The finished object.
   *
   * @param values [H,W] row by row; the lowest bitsStored bits count. Without a window the whole
   *     range becomes one
   */
  public DataSet build(short[] values) {
    if (values.length != pixels) {
      throw new IllegalArgumentException(values.length + " pixel values; expected " + pixels);
    }
    ByteBuffer bytes = ByteBuffer.allocate(2 * pixels).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(values);
    DataSet built = dataSet.copy();
    if (!built.contains(Tag.WindowCenter)) {
      double range = 1 << built.integer(Tag.BitsStored).orElseThrow();
      built.setDecimals(Tag.WindowCenter, range / 2).setDecimals(Tag.WindowWidth, range);
    }
    return built.setBytes(Tag.PixelData, VR.OW, bytes.array());
  }

  /** As {@link #build}, as an explicit little endian file. */
  public DicomFile file(short[] values) {
    return DicomFile.of(build(values), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
  }

  /** What only Digital X-Ray asks for (PS3.3 sections C.8.11.1 to C.8.11.4). */
  private void digitalXRay() {
    DataSet chest =
        new DataSet()
            .set(Tag.CodeValue, "51185008")
            .set(Tag.CodingSchemeDesignator, "SCT")
            .set(Tag.CodeMeaning, "Chest");
    dataSet
        .set(Tag.PresentationIntentType, "FOR PRESENTATION")
        .set(Tag.ImageLaterality, "U")
        .setItems(Tag.AnatomicRegionSequence, chest)
        .set(Tag.PixelIntensityRelationship, "LOG")
        .setInts(Tag.PixelIntensityRelationshipSign, -1)
        .setInts(Tag.RescaleIntercept, 0)
        .setInts(Tag.RescaleSlope, 1)
        .set(Tag.RescaleType, "US")
        .set(Tag.LossyImageCompression, "00")
        .set(Tag.BurnedInAnnotation, "NO")
        .setEmpty(Tag.DetectorType)
        .setEmpty(Tag.PositionerType)
        .setItems(Tag.AcquisitionContextSequence);
    pixelSpacing(0.143);
    dataSet.set(Tag.PatientOrientation, "L", "F");
  }
}
