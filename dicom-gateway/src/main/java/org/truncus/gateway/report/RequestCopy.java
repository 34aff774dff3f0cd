package org.truncus.gateway.report;

import java.util.ArrayList;
import java.util.List;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * The order behind the study: ReferencedRequestSequence and PerformedProcedureCodeSequence, from
 * what the source says of them.
 */
record RequestCopy(StudyResult result, SourceCopy copy) {
  private static final int[] OF_STUDY = {
    Tag.AccessionNumber,
    Tag.PlacerOrderNumberImagingServiceRequest,
    Tag.FillerOrderNumberImagingServiceRequest
  };
  private static final int[] OF_REQUEST = {
    Tag.RequestedProcedureID, Tag.RequestedProcedureDescription, Tag.RequestedProcedureCodeSequence
  };

  void write(DataSet report) {
    DataSet source = result.source();
    DataSet held = new DataSet();
    copy.element(held, source, Tag.ProcedureCodeSequence);
    List<DataSet> codes = held.items(Tag.ProcedureCodeSequence);
    report.setItems(Tag.PerformedProcedureCodeSequence, codes);
    List<DataSet> requests = new ArrayList<>();
    for (DataSet attributes : source.items(Tag.RequestAttributesSequence)) {
      requests.add(request(attributes));
    }
    if (!requests.isEmpty()) {
      report.setItems(Tag.ReferencedRequestSequence, requests);
    }
  }

  private DataSet request(DataSet attributes) {
    DataSet request = new DataSet();
    copy.element(request, result.source(), Tag.StudyInstanceUID);
    request.setEmpty(Tag.ReferencedStudySequence);
    for (int tag : OF_STUDY) {
      type2(request, attributes.contains(tag) ? attributes : result.source(), tag);
    }
    for (int tag : OF_REQUEST) {
      type2(request, attributes, tag);
    }
    return request;
  }

  private void type2(DataSet request, DataSet from, int tag) {
    if (from.contains(tag)) {
      copy.element(request, from, tag);
    } else {
      request.setEmpty(tag);
    }
  }
}
