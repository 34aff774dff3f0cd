package org.truncus.gateway.report;

import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * The modules around the content tree (PS3.3 sections A.35.2, A.35.3 and A.35.13: the same in all
 * three). What is about patient and study is copied from the source.
 */
final class ReportHeader {
  private static final int SERIES_NUMBER = 9001;

  private final StudyResult result;
  private final SourceCopy copy;
  private final StudyModules modules;
  private final Moment created;

  ReportHeader(StudyResult result) {
    this.result = result;
    this.copy = SourceCopy.of(result);
    this.modules = new StudyModules(result.source(), copy, result.device());
    this.created = Moment.of(result.source(), result.createdAt());
  }

  /** Writes the modules into an empty data set. */
  void write(DataSet report, String sopClassUID) {
    modules.writePatientAndStudy(report);
    report
        .set(Tag.SOPClassUID, sopClassUID)
        .set(Tag.SOPInstanceUID, ReportIdentity.instance(result, sopClassUID));
    created.writeCreation(report);
    series(report);
    modules.writeEquipment(report, result.model());
    document(report, sopClassUID);
  }

  /** No date and time: revisions join the series later, and its attributes must not differ. */
  private void series(DataSet report) {
    report
        .set(Tag.Modality, "SR")
        .set(Tag.SeriesInstanceUID, ReportIdentity.series(result))
        .setInts(Tag.SeriesNumber, SERIES_NUMBER)
        .set(Tag.SeriesDescription, "AI result, not verified")
        .setEmpty(Tag.ReferencedPerformedProcedureStepSequence);
  }

  private void document(DataSet report, String sopClassUID) {
    report
        .setInts(Tag.InstanceNumber, result.revision())
        .set(Tag.ContentDate, created.date())
        .set(Tag.ContentTime, created.time())
        .set(Tag.VerificationFlag, "UNVERIFIED")
        .set(Tag.PreliminaryFlag, "PRELIMINARY")
        .setItems(Tag.AuthorObserverSequence, author());
    completion(report);
    Evidence evidence = new Evidence(result);
    report.setItems(Tag.CurrentRequestedProcedureEvidenceSequence, evidence.current());
    if (!result.predecessorUID().isEmpty()) {
      report.setItems(Tag.PredecessorDocumentsSequence, evidence.predecessor(sopClassUID));
    }
    new RequestCopy(result, copy).write(report);
  }

  /** What the model is not meant for takes nothing from completeness; what failed does. */
  private void completion(DataSet report) {
    switch (result.status()) {
      case "partial" ->
          report
              .set(Tag.CompletionFlag, "PARTIAL")
              .set(Tag.CompletionFlagDescription, "Not every eligible image could be evaluated");
      case "failed" ->
          report
              .set(Tag.CompletionFlag, "PARTIAL")
              .set(Tag.CompletionFlagDescription, "No eligible image could be evaluated");
      default -> report.set(Tag.CompletionFlag, "COMPLETE");
    }
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
        : author.set(Tag.InstitutionName, StudyModules.shortened(device.institution()));
  }
}
