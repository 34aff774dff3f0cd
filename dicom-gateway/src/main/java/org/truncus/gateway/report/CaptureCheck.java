package org.truncus.gateway.report;

import java.util.List;
import java.util.Set;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/** The modules of a Secondary Capture image (PS3.3 section A.8.1) as the gateway makes it. */
final class CaptureCheck {
  private static final int BYTE = 8;

  private CaptureCheck() {}

  static void capture(Findings findings, DataSet set) {
    findings.type1(set, Tag.Modality, Tag.ImageType, Tag.ConversionType);
    findings.type2(set, Tag.PatientOrientation);
    findings.type1(set, Tag.DerivationDescription, Tag.DerivationCodeSequence);
    ContentCheck.codes(findings, set, Tag.DerivationCodeSequence);
    if (!set.contains(Tag.BodyPartExamined)
        && !set.contains(Tag.Laterality)
        && !set.contains(Tag.ImageLaterality)) {
      findings.add(
          Tag.Laterality, "type 2C, is missing, and so are ImageLaterality and BodyPartExamined");
    }
    sources(findings, set);
    findings.oneOf(set, Tag.BurnedInAnnotation, Set.of("YES"));
    findings.oneOf(set, Tag.RecognizableVisualFeatures, Set.of("YES", "NO"));
    findings.oneOf(set, Tag.LossyImageCompression, Set.of("00", "01"));
    pixels(findings, set);
  }

  private static void sources(Findings findings, DataSet set) {
    findings.type1(set, Tag.SourceImageSequence);
    List<DataSet> sources = set.items(Tag.SourceImageSequence);
    for (int i = 0; i < sources.size(); i++) {
      Findings inSource = findings.in(Tag.SourceImageSequence, i);
      DataSet source = sources.get(i);
      inSource.type1(source, Tag.ReferencedSOPClassUID, Tag.ReferencedSOPInstanceUID);
      inSource.type1(source, Tag.PurposeOfReferenceCodeSequence);
      ContentCheck.codes(inSource, source, Tag.PurposeOfReferenceCodeSequence);
      inSource.oneOf(source, Tag.SpatialLocationsPreserved, Set.of("YES", "NO"));
    }
  }

  private static void pixels(Findings findings, DataSet set) {
    findings.oneOf(set, Tag.PhotometricInterpretation, Set.of("RGB"));
    findings.oneOf(set, Tag.SamplesPerPixel, Set.of("3"));
    findings.oneOf(set, Tag.PlanarConfiguration, Set.of("0"));
    findings.oneOf(set, Tag.BitsAllocated, Set.of("8"));
    findings.oneOf(set, Tag.BitsStored, Set.of("8"));
    findings.oneOf(set, Tag.HighBit, Set.of("7"));
    findings.oneOf(set, Tag.PixelRepresentation, Set.of("0"));
    findings.type1(set, Tag.Rows, Tag.Columns, Tag.PixelData);
    long samples =
        (long) set.integer(Tag.Rows).orElse(0)
            * set.integer(Tag.Columns).orElse(0)
            * set.integer(Tag.SamplesPerPixel).orElse(0);
    long bytes = samples * set.integer(Tag.BitsAllocated).orElse(0) / BYTE;
    if (set.contains(Tag.PixelData) && set.bytes(Tag.PixelData).length != bytes + bytes % 2) {
      findings.add(Tag.PixelData, "has another length than rows, columns and samples make");
    }
  }
}
