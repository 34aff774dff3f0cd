package org.truncus.gateway.report;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * The modules around the content tree (PS3.3 section A.35.13). What is about patient and study is
 * copied from the source.
 */
final class ReportHeader {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyyMMdd", Locale.ROOT);
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HHmmss", Locale.ROOT);
  private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("xx", Locale.ROOT);
  private static final int SERIES_NUMBER = 9001;
  private static final int[] REQUIRED = {
    Tag.PatientName,
    Tag.PatientID,
    Tag.PatientBirthDate,
    Tag.PatientSex,
    Tag.StudyInstanceUID,
    Tag.StudyDate,
    Tag.StudyTime,
    Tag.ReferringPhysicianName,
    Tag.StudyID,
    Tag.AccessionNumber
  };
  private static final int[] WHERE_PRESENT = {
    Tag.IssuerOfPatientID,
    Tag.IssuerOfPatientIDQualifiersSequence,
    Tag.StudyDescription,
    Tag.IssuerOfAccessionNumberSequence,
    Tag.ProcedureCodeSequence,
    Tag.PatientAge,
    Tag.PatientSize,
    Tag.PatientWeight
  };

  private final StudyResult result;
  private final SourceCopy copy;
  private final OffsetDateTime created;

  ReportHeader(StudyResult result) {
    this.result = result;
    this.copy = SourceCopy.of(result);
    this.created = result.createdAt().withOffsetSameInstant(zone(result));
  }

  /** Writes the modules into an empty data set. */
  void write(DataSet report, String sopClassUID) {
    copy.characterSet(report);
    String date = DATE.format(created);
    String time = TIME.format(created);
    report
        .set(Tag.SOPClassUID, sopClassUID)
        .set(Tag.SOPInstanceUID, ReportIdentity.instance(result, sopClassUID))
        .set(Tag.InstanceCreationDate, date)
        .set(Tag.InstanceCreationTime, time)
        .set(Tag.TimezoneOffsetFromUTC, OFFSET.format(created));
    for (int tag : REQUIRED) {
      if (result.source().contains(tag)) {
        copy.element(report, result.source(), tag);
      } else {
        report.setEmpty(tag);
      }
    }
    for (int tag : WHERE_PRESENT) {
      copy.element(report, result.source(), tag);
    }
    series(report, date, time);
    equipment(report);
    document(report, date, time);
  }

  private void series(DataSet report, String date, String time) {
    report
        .set(Tag.Modality, "SR")
        .set(Tag.SeriesInstanceUID, ReportIdentity.series(result))
        .setInts(Tag.SeriesNumber, SERIES_NUMBER)
        .set(Tag.SeriesDate, date)
        .set(Tag.SeriesTime, time)
        .set(Tag.SeriesDescription, "AI result, not verified")
        .setEmpty(Tag.ReferencedPerformedProcedureStepSequence);
  }

  private void equipment(DataSet report) {
    ReportDevice device = result.device();
    ModelIdentity model = result.model();
    report
        .set(Tag.Manufacturer, device.manufacturer())
        .set(Tag.ManufacturerModelName, device.modelName())
        .set(Tag.DeviceSerialNumber, device.serialNumber())
        .set(Tag.StationName, device.name())
        .set(
            Tag.SoftwareVersions,
            shortened(device.modelName() + " " + device.softwareVersion()),
            shortened(model.name() + " " + model.version()));
    if (!device.institution().isEmpty()) {
      report.set(Tag.InstitutionName, shortened(device.institution()));
    }
  }

  private void document(DataSet report, String date, String time) {
    boolean partial = result.status().equals("partial");
    report
        .setInts(Tag.InstanceNumber, result.revision())
        .set(Tag.ContentDate, date)
        .set(Tag.ContentTime, time)
        .set(Tag.CompletionFlag, partial ? "PARTIAL" : "COMPLETE")
        .set(Tag.VerificationFlag, "UNVERIFIED")
        .set(Tag.PreliminaryFlag, "PRELIMINARY")
        .setItems(Tag.AuthorObserverSequence, author());
    if (partial) {
      report.set(Tag.CompletionFlagDescription, "Not every eligible image could be evaluated");
    }
    Evidence evidence = new Evidence(result);
    report.setItems(Tag.CurrentRequestedProcedureEvidenceSequence, evidence.current());
    if (!result.predecessorUID().isEmpty()) {
      String sopClass = report.string(Tag.SOPClassUID).orElseThrow();
      report.setItems(Tag.PredecessorDocumentsSequence, evidence.predecessor(sopClass));
    }
    new RequestCopy(result, copy).write(report);
  }

  private DataSet author() {
    ReportDevice device = result.device();
    DataSet author =
        new DataSet()
            .set(Tag.ObserverType, "DEV")
            .set(Tag.Manufacturer, device.manufacturer())
            .set(Tag.ManufacturerModelName, device.modelName())
            .set(Tag.StationName, device.name())
            .set(Tag.DeviceUID, device.observerUID())
            .setEmpty(Tag.InstitutionCodeSequence);
    return device.institution().isEmpty()
        ? author.setEmpty(Tag.InstitutionName)
        : author.set(Tag.InstitutionName, shortened(device.institution()));
  }

  /** The source's zone, where it says one: its dates and ours stand in one object. */
  private static ZoneOffset zone(StudyResult result) {
    return result
        .source()
        .string(Tag.TimezoneOffsetFromUTC)
        .filter(text -> text.matches("[+-](0\\d|1[0-4])[0-5]\\d"))
        .map(ZoneOffset::of)
        .orElse(result.createdAt().getOffset());
  }

  private static String shortened(String text) {
    String clean = text.replace('\\', '/');
    return clean.length() <= 64 ? clean : clean.substring(0, 64);
  }
}
