package org.truncus.gateway.report;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;
import org.truncus.dicom.VR;

/** Made-up results for tests. */
public final class Results {
  static final String STUDY = "1.2.826.0.1.3680043.8.498.77.1";
  static final String SERIES = STUDY + ".1";
  static final Code PNEUMONIA = Code.of("233604007", "SCT", "Pneumonia");
  static final OffsetDateTime NOON = OffsetDateTime.parse("2026-11-23T12:00:00+01:00");

  private Results() {}

  /** A small but valid CR image. */
  static DataSet image(int number, String view) {
    return patient(new DataSet().set(Tag.SpecificCharacterSet, "ISO_IR 100"))
        .set(Tag.SOPClassUID, UID.ComputedRadiographyImageStorage)
        .set(Tag.SOPInstanceUID, SERIES + "." + number)
        .set(Tag.SeriesInstanceUID, SERIES)
        .set(Tag.Modality, "CR")
        .set(Tag.Manufacturer, "X")
        .set(Tag.SeriesNumber, "1")
        .set(Tag.InstanceNumber, Integer.toString(number))
        .set(Tag.ImageType, "ORIGINAL", "PRIMARY")
        .set(Tag.BodyPartExamined, "CHEST")
        .set(Tag.ViewPosition, view)
        .set(Tag.PatientOrientation, "L", "F")
        .setInts(Tag.SamplesPerPixel, 1)
        .set(Tag.PhotometricInterpretation, "MONOCHROME2")
        .setInts(Tag.Rows, 8)
        .setInts(Tag.Columns, 8)
        .setInts(Tag.BitsAllocated, 16)
        .setInts(Tag.BitsStored, 12)
        .setInts(Tag.HighBit, 11)
        .setInts(Tag.PixelRepresentation, 0)
        .setBytes(Tag.PixelData, VR.OW, new byte[128]);
  }

  private static DataSet patient(DataSet image) {
    return image
        .set(Tag.PatientName, "M\u00fcller^J\u00f6rg")
        .set(Tag.PatientID, "P-7")
        .set(Tag.PatientBirthDate, "19700101")
        .set(Tag.PatientSex, "M")
        .set(Tag.PatientAge, "056Y")
        .set(Tag.StudyInstanceUID, STUDY)
        .set(Tag.StudyDate, "20261123")
        .set(Tag.StudyTime, "115900")
        .set(Tag.StudyID, "77")
        .set(Tag.StudyDescription, "Thorax pa und seitlich")
        .set(Tag.AccessionNumber, "A77")
        .set(Tag.ReferringPhysicianName, "Schr\u00f6der^A");
  }

  static ImageResult scored(int number, String view, Map<String, Double> scores) {
    return new ImageResult(
        UID.ComputedRadiographyImageStorage,
        SERIES + "." + number,
        SERIES,
        "ab".repeat(31) + "%02d".formatted(number),
        "CR",
        view,
        true,
        "",
        scores);
  }

  static ImageResult leftOut(int number, String view, String reason, boolean eligible) {
    ImageResult image = scored(number, view, Map.of());
    return new ImageResult(
        image.sopClassUID(),
        image.sopInstanceUID(),
        SERIES,
        image.sha256(),
        "CR",
        view,
        eligible,
        reason,
        Map.of());
  }

  /** Scores of one image by label, in this order. */
  static Map<String, Double> scores(double pneumonia, double opacity) {
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("pneumonia", pneumonia);
    scores.put("opacity", opacity);
    return scores;
  }

  static ModelIdentity model() {
    return new ModelIdentity(
        "chestnet",
        "3",
        "Truncus",
        "9f".repeat(32),
        "png1;sha256=0011",
        "sensitivity-0.90;sens=0.93[0.90,0.95]",
        "temperature;T=1.41;ece=0.021",
        "sigmoid");
  }

  static ReportDevice device() {
    return new ReportDevice(
        "2.25.317883094478776741177161513119405867062",
        "GATEWAY",
        "Truncus",
        "Truncus gateway",
        "gw-01",
        "0.1.0",
        "");
  }

  /** One positive and one negative label from a frontal image; a lateral one is left out. */
  static StudyResult positive() {
    return of(
        List.of(
            scored(1, "PA", scores(0.71, 0.04)),
            leftOut(2, "LL", "view LL is outside of the model's domain", false)),
        List.of(
            LabelResult.of("pneumonia", PNEUMONIA, 0.71, 0.31, Derivation.MAXIMUM),
            LabelResult.of("opacity", Code.ofLabel("opacity"), 0.04, 0.42, Derivation.MAXIMUM)));
  }

  static StudyResult negative() {
    return of(
        List.of(scored(1, "PA", scores(0.12, 0.04))),
        List.of(
            LabelResult.of("pneumonia", PNEUMONIA, 0.12, 0.31, Derivation.MAXIMUM),
            LabelResult.of("opacity", Code.ofLabel("opacity"), 0.04, 0.42, Derivation.MAXIMUM)));
  }

  static StudyResult notEvaluated() {
    return new StudyResult(
        source(),
        List.of(leftOut(1, "LL", "view LL is outside of the model's domain", false)),
        List.of(LabelResult.of("pneumonia", PNEUMONIA, Double.NaN, 0.31, Derivation.MAXIMUM)),
        model(),
        device(),
        "no image of the study is one the model is meant for",
        1,
        "",
        NOON);
  }

  /** Two frontal images, three labels, sites, raw scores, an order behind the study. */
  public static StudyResult several() {
    Map<String, Double> first = scores(0.71, 0.04);
    first.put("right effusion", 0.5);
    Map<String, Double> second = scores(0.35, 0.44);
    second.put("right effusion", Double.NaN);
    FindingSite lung = new FindingSite(Code.of("39607008", "SCT", "Lung"), Optional.empty());
    FindingSite pleura =
        new FindingSite(
            Code.of("3120008", "SCT", "Pleura"), Optional.of(Code.of("24028007", "SCT", "Right")));
    StudyResult result =
        of(
            List.of(raw(scored(1, "PA", first)), raw(scored(2, "AP", second))),
            List.of(
                LabelResult.of("pneumonia", PNEUMONIA, 0.71, 0.31, Derivation.MAXIMUM).at(lung),
                LabelResult.of("opacity", Code.ofLabel("opacity"), 0.24, 0.42, Derivation.MEAN),
                LabelResult.of(
                        "right effusion",
                        Code.of("60046008", "SCT", "Pleural effusion"),
                        0.5,
                        Double.NaN,
                        Derivation.MAXIMUM)
                    .at(pleura)));
    result
        .source()
        .setItems(
            Tag.RequestAttributesSequence, new DataSet().set(Tag.RequestedProcedureID, "RP1"));
    return result;
  }

  private static ImageResult raw(ImageResult image) {
    return new ImageResult(
        image.sopClassUID(),
        image.sopInstanceUID(),
        image.seriesInstanceUID(),
        image.sha256(),
        image.modality(),
        image.view(),
        image.eligible(),
        image.reason(),
        image.scores(),
        image.scores());
  }

  /** One of two eligible images could not be decoded. */
  static StudyResult partial() {
    return of(
        List.of(scored(1, "PA", scores(0.12, 0.04)), leftOut(2, "AP", "can't be decoded", true)),
        negative().labels());
  }

  /** The only eligible image could not be decoded. */
  static StudyResult failed() {
    return new StudyResult(
        source(),
        List.of(leftOut(1, "PA", "can't be decoded", true)),
        notEvaluated().labels(),
        model(),
        device(),
        "no eligible image could be decoded",
        1,
        "",
        NOON);
  }

  /** The second report of {@link #negative}, after an image came late. */
  static StudyResult revision(SrClass sopClass) {
    StudyResult late = several();
    return new StudyResult(
        late.source(),
        late.images(),
        late.labels(),
        late.model(),
        late.device(),
        "",
        2,
        StructuredReport.sopInstanceUID(negative(), sopClass),
        NOON.plusMinutes(7));
  }

  /** Three classes which exclude each other, without calibration. */
  static StudyResult softmax() {
    Map<String, Double> scores = scores(0.2, 0.7);
    scores.put("normal", 0.1);
    ModelIdentity m = model();
    return new StudyResult(
        source(),
        List.of(scored(1, "PA", scores)),
        List.of(
            LabelResult.of("pneumonia", PNEUMONIA, 0.2, 0.31, Derivation.MAXIMUM),
            LabelResult.of("opacity", Code.ofLabel("opacity"), 0.7, 0.42, Derivation.MAXIMUM),
            LabelResult.of("normal", Code.ofLabel("normal"), 0.1, 0.5, Derivation.MAXIMUM)),
        new ModelIdentity(
            m.name(), m.version(), "", m.sha256(), "p", m.operatingPoint(), "none", "softmax"),
        device(),
        "",
        1,
        "",
        NOON);
  }

  /** Every kind of result by name. */
  public static Map<String, StudyResult> all(SrClass sopClass) {
    Map<String, StudyResult> all = new LinkedHashMap<>();
    all.put("one-image", negative());
    all.put("left-out", positive());
    all.put("several", several());
    all.put("partial", partial());
    all.put("failed", failed());
    all.put("skipped", notEvaluated());
    all.put("revision", revision(sopClass));
    all.put("softmax", softmax());
    return all;
  }

  static StudyResult of(List<ImageResult> images, List<LabelResult> labels) {
    return new StudyResult(source(), images, labels, model(), device(), "", 1, "", NOON);
  }

  static DataSet source() {
    return image(1, "PA").remove(Tag.PixelData);
  }

  /** Every item of the content tree, depth first. */
  static List<DataSet> tree(DataSet report) {
    List<DataSet> items = new ArrayList<>();
    for (DataSet item : report.items(Tag.ContentSequence)) {
      items.add(item);
      items.addAll(tree(item));
    }
    return items;
  }

  /** Items whose concept name has this code value. */
  static List<DataSet> named(DataSet report, String code) {
    return tree(report).stream().filter(item -> concept(item).equals(code)).toList();
  }

  static String concept(DataSet item) {
    return item.items(Tag.ConceptNameCodeSequence).stream()
        .flatMap(code -> code.string(Tag.CodeValue).stream())
        .findFirst()
        .orElse("");
  }

  static String value(DataSet codeItem) {
    return codeItem.items(Tag.ConceptCodeSequence).get(0).string(Tag.CodeValue).orElseThrow();
  }

  static double number(DataSet numberItem) {
    return numberItem
        .items(Tag.MeasuredValueSequence)
        .get(0)
        .decimal(Tag.NumericValue)
        .orElseThrow();
  }
}
