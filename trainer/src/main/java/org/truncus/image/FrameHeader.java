package org.truncus.image;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * The grey scale attributes of a frame: enhanced multi-frame objects keep them in functional groups
 * (PS3.3 section C.7.6.16).
 */
final class FrameHeader {

  private static final int PIXEL_VALUE_TRANSFORMATION = 0x00289145;
  private static final int FRAME_VOI_LUT = 0x00289132;
  private static final int SHARED_FUNCTIONAL_GROUPS = 0x52009229;
  private static final int PER_FRAME_FUNCTIONAL_GROUPS = 0x52009230;
  private static final List<Integer> ATTRIBUTES =
      List.of(
          Tag.RescaleSlope,
          Tag.RescaleIntercept,
          Tag.WindowCenter,
          Tag.WindowWidth,
          Tag.VOILUTFunction);

  private FrameHeader() {}

  /**
   * The data set itself, or where it has functional groups a copy with the attributes of the frame.
   *
   * @param frame counted from 0
   */
  static DataSet of(DataSet dataSet, int frame) {
    List<DataSet> groups = new ArrayList<>();
    dataSet.items(SHARED_FUNCTIONAL_GROUPS).stream().limit(1).forEach(groups::add);
    dataSet.items(PER_FRAME_FUNCTIONAL_GROUPS).stream().skip(frame).limit(1).forEach(groups::add);
    List<DataSet> macros =
        groups.stream()
            .flatMap(
                group ->
                    Stream.concat(
                        group.items(PIXEL_VALUE_TRANSFORMATION).stream(),
                        group.items(FRAME_VOI_LUT).stream()))
            .toList();
    if (macros.isEmpty()) {
      return dataSet;
    }
    DataSet merged = shallow(dataSet);
    macros.forEach(item -> copy(item, merged));
    return merged;
  }

  private static void copy(DataSet item, DataSet merged) {
    ATTRIBUTES.forEach(tag -> merged.copyFrom(item, tag));
  }

  private static DataSet shallow(DataSet dataSet) {
    DataSet copy = new DataSet();
    List.of(
            Tag.PhotometricInterpretation,
            Tag.PixelRepresentation,
            Tag.PixelPaddingValue,
            Tag.PixelPaddingRangeLimit,
            Tag.PresentationLUTShape,
            Tag.ModalityLUTSequence,
            Tag.VOILUTSequence)
        .forEach(tag -> copy.copyFrom(dataSet, tag));
    ATTRIBUTES.forEach(tag -> copy.copyFrom(dataSet, tag));
    return copy;
  }
}
