package org.truncus.gateway.report;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/** The modules around the content of documents: reports and key object selections. */
final class DocumentCheck {
  private DocumentCheck() {}

  /** SR Document Series and General (PS3.3 sections C.17.1 and C.17.2), then the content. */
  static void report(Findings findings, DataSet set) {
    findings.oneOf(set, Tag.Modality, Set.of("SR"));
    findings.oneOf(set, Tag.CompletionFlag, Set.of("COMPLETE", "PARTIAL"));
    findings.oneOf(set, Tag.VerificationFlag, Set.of("UNVERIFIED"));
    findings.type2(set, Tag.PerformedProcedureCodeSequence);
    List<DataSet> authors = set.items(Tag.AuthorObserverSequence);
    for (int i = 0; i < authors.size(); i++) {
      author(findings.in(Tag.AuthorObserverSequence, i), authors.get(i));
    }
    hierarchy(findings, set, Tag.PredecessorDocumentsSequence);
    document(findings, set);
  }

  /**
   * Key Object Document Series and Key Object Document (PS3.3 section C.17.6), then the content.
   */
  static void keyObjects(Findings findings, DataSet set) {
    findings.oneOf(set, Tag.Modality, Set.of("KO"));
    document(findings, set);
  }

  private static void document(Findings findings, DataSet set) {
    findings.type2(set, Tag.ReferencedPerformedProcedureStepSequence);
    findings.type1(set, Tag.ContentDate, Tag.ContentTime);
    List<DataSet> requests = set.items(Tag.ReferencedRequestSequence);
    for (int i = 0; i < requests.size(); i++) {
      request(findings.in(Tag.ReferencedRequestSequence, i), requests.get(i));
    }
    findings.type1(set, Tag.CurrentRequestedProcedureEvidenceSequence);
    hierarchy(findings, set, Tag.CurrentRequestedProcedureEvidenceSequence);
    Set<String> evidence = new HashSet<>();
    for (DataSet study : set.items(Tag.CurrentRequestedProcedureEvidenceSequence)) {
      for (DataSet series : study.items(Tag.ReferencedSeriesSequence)) {
        series.items(Tag.ReferencedSOPSequence).stream()
            .flatMap(instance -> instance.string(Tag.ReferencedSOPInstanceUID).stream())
            .forEach(evidence::add);
      }
    }
    new ContentCheck(evidence).root(findings, set);
  }

  private static void author(Findings findings, DataSet author) {
    findings.oneOf(author, Tag.ObserverType, Set.of("DEV"));
    findings.type1(author, Tag.Manufacturer, Tag.ManufacturerModelName, Tag.DeviceUID);
    findings.type2(author, Tag.StationName, Tag.InstitutionName, Tag.InstitutionCodeSequence);
  }

  private static void request(Findings findings, DataSet request) {
    findings.type1(request, Tag.StudyInstanceUID);
    findings.type2(request, Tag.ReferencedStudySequence, Tag.AccessionNumber);
    findings.type2(request, Tag.PlacerOrderNumberImagingServiceRequest);
    findings.type2(request, Tag.FillerOrderNumberImagingServiceRequest);
    findings.type2(request, Tag.RequestedProcedureID, Tag.RequestedProcedureDescription);
    findings.type2(request, Tag.RequestedProcedureCodeSequence);
  }

  /** Study, series and instances (PS3.3 section C.17.2.1). */
  private static void hierarchy(Findings findings, DataSet set, int tag) {
    List<DataSet> studies = set.items(tag);
    for (int i = 0; i < studies.size(); i++) {
      Findings inStudy = findings.in(tag, i);
      inStudy.type1(studies.get(i), Tag.StudyInstanceUID, Tag.ReferencedSeriesSequence);
      List<DataSet> series = studies.get(i).items(Tag.ReferencedSeriesSequence);
      for (int j = 0; j < series.size(); j++) {
        Findings inSeries = inStudy.in(Tag.ReferencedSeriesSequence, j);
        inSeries.type1(series.get(j), Tag.SeriesInstanceUID, Tag.ReferencedSOPSequence);
        ContentCheck.references(inSeries, series.get(j));
      }
    }
  }
}
