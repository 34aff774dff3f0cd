package org.truncus.gateway.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;

/** References to instances by study and series (PS3.3 section C.17.2.1). */
record Evidence(StudyResult result) {

  /** Every instance named anywhere in the tree. */
  DataSet current() {
    Map<String, List<DataSet>> bySeries = new LinkedHashMap<>();
    for (ImageResult image : result.images()) {
      bySeries
          .computeIfAbsent(image.seriesInstanceUID(), uid -> new ArrayList<>())
          .add(ContentItem.instance(image));
    }
    for (CaptureReference capture : result.captures()) {
      bySeries
          .computeIfAbsent(capture.seriesInstanceUID(), uid -> new ArrayList<>())
          .add(ContentItem.instance(UID.SecondaryCaptureImageStorage, capture.sopInstanceUID()));
    }
    List<DataSet> series = new ArrayList<>();
    bySeries.forEach((uid, instances) -> series.add(series(uid, instances)));
    return study(series);
  }

  /** The report which this one replaces: it stands in the same series. */
  DataSet predecessor(String sopClassUID) {
    DataSet instance =
        new DataSet()
            .set(Tag.ReferencedSOPClassUID, sopClassUID)
            .set(Tag.ReferencedSOPInstanceUID, result.predecessorUID());
    return study(List.of(series(ReportIdentity.series(result), List.of(instance))));
  }

  private DataSet study(List<DataSet> series) {
    return new DataSet()
        .set(Tag.StudyInstanceUID, result.studyInstanceUID())
        .setItems(Tag.ReferencedSeriesSequence, series);
  }

  static DataSet series(String uid, List<DataSet> instances) {
    return new DataSet()
        .set(Tag.SeriesInstanceUID, uid)
        .setItems(Tag.ReferencedSOPSequence, instances);
  }
}
