package org.truncus.gateway.dicomweb;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.InstanceRow;

/**
 * What searches need of a study: one header of each of its series was read.
 *
 * @param facts of the study
 * @param series each with the study's facts and its own
 */
record StudyFacts(DataSet facts, List<DataSet> series) {

  StudyFacts {
    series = List.copyOf(series);
  }

  /** Reads a study's headers; the rows are all of that study. */
  static StudyFacts read(String studyUid, List<InstanceRow> rows, DataFolder folder) {
    Map<String, List<InstanceRow>> bySeries = new LinkedHashMap<>();
    rows.forEach(row -> bySeries.computeIfAbsent(row.seriesUid(), u -> new ArrayList<>()).add(row));
    DataSet facts = new DataSet();
    List<DataSet> series = new ArrayList<>();
    Set<String> modalities = new TreeSet<>();
    for (Map.Entry<String, List<InstanceRow>> entry : bySeries.entrySet()) {
      DataSet header = HeaderFacts.header(folder.instance(entry.getValue().get(0).sha256()));
      if (facts.size() == 0) {
        HeaderFacts.copy(header, SearchKeys.STUDY, facts);
      }
      DataSet one = new DataSet();
      HeaderFacts.copy(header, SearchKeys.SERIES, one);
      one.set(Tag.SeriesInstanceUID, entry.getKey());
      one.setInts(Tag.NumberOfSeriesRelatedInstances, entry.getValue().size());
      header.string(Tag.Modality).ifPresent(modalities::add);
      series.add(one);
    }
    facts.set(Tag.StudyInstanceUID, studyUid);
    facts.set(Tag.ModalitiesInStudy, modalities.toArray(String[]::new));
    facts.setInts(Tag.NumberOfStudyRelatedSeries, series.size());
    facts.setInts(Tag.NumberOfStudyRelatedInstances, rows.size());
    series.forEach(one -> addAbsent(facts, one));
    return new StudyFacts(facts, series);
  }

  private static void addAbsent(DataSet from, DataSet into) {
    from.tags().stream()
        .filter(tag -> !into.contains(tag))
        .forEach(tag -> into.copyFrom(from, tag));
  }
}
