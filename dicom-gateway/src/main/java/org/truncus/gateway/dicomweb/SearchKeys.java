package org.truncus.gateway.dicomweb;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.truncus.dicom.Dictionary;
import org.truncus.dicom.Tag;

/**
 * The attributes that a search of one level knows (PS3.18 tables 10.6.1-5 and 10.6.3-3 to -5).
 *
 * @param standard answered for each match
 * @param further answered where {@code includefield} names them
 * @param computed answered for each match; they stand in no file
 * @param above the levels above
 */
record SearchKeys(
    List<Integer> standard, List<Integer> further, List<Integer> computed, List<SearchKeys> above) {

  static final SearchKeys STUDY =
      new SearchKeys(
          List.of(
              Tag.StudyDate,
              Tag.StudyTime,
              Tag.AccessionNumber,
              Tag.ReferringPhysicianName,
              Tag.TimezoneOffsetFromUTC,
              Tag.PatientName,
              Tag.PatientID,
              Tag.PatientBirthDate,
              Tag.PatientSex,
              Tag.StudyInstanceUID,
              Tag.StudyID),
          List.of(Tag.StudyDescription, Tag.IssuerOfPatientID),
          List.of(
              Tag.ModalitiesInStudy,
              Tag.NumberOfStudyRelatedSeries,
              Tag.NumberOfStudyRelatedInstances),
          List.of());

  static final SearchKeys SERIES =
      new SearchKeys(
          List.of(
              Tag.Modality,
              Tag.TimezoneOffsetFromUTC,
              Tag.SeriesDescription,
              Tag.SeriesInstanceUID,
              Tag.SeriesNumber,
              Tag.PerformedProcedureStepStartDate,
              Tag.PerformedProcedureStepStartTime,
              Tag.RequestAttributesSequence),
          List.of(Tag.SeriesDate, Tag.SeriesTime, Tag.BodyPartExamined, Tag.Laterality),
          List.of(Tag.NumberOfSeriesRelatedInstances),
          List.of(STUDY));

  static final SearchKeys INSTANCE =
      new SearchKeys(
          List.of(
              Tag.SOPClassUID,
              Tag.SOPInstanceUID,
              Tag.TimezoneOffsetFromUTC,
              Tag.InstanceNumber,
              Tag.Rows,
              Tag.Columns,
              Tag.BitsAllocated,
              Tag.NumberOfFrames),
          List.of(Tag.ImageType, Tag.ContentDate, Tag.ContentTime, Tag.ViewPosition),
          List.of(),
          List.of(STUDY, SERIES));

  /** What can be searched for: the attributes of this level and of those above. */
  List<Integer> searched() {
    List<SearchKeys> levels = new ArrayList<>(above);
    levels.add(this);
    return levels.stream()
        .flatMap(level -> Stream.of(level.standard, level.further, level.computed))
        .flatMap(List::stream)
        .filter(tag -> tag != Tag.RequestAttributesSequence)
        .distinct()
        .toList();
  }

  /** The tag of a parameter's name: a keyword, or eight hexadecimal digits. */
  static Optional<Integer> tag(String name) {
    if (name.matches("[0-9A-Fa-f]{8}")) {
      return Optional.of(Integer.parseUnsignedInt(name, 16));
    }
    Map<String, Integer> byKeyword =
        INSTANCE.searched().stream()
            .collect(
                Collectors.toMap(
                    tag -> Dictionary.keyword(tag).orElseThrow(), Function.identity()));
    return Optional.ofNullable(byKeyword.get(name));
  }
}
