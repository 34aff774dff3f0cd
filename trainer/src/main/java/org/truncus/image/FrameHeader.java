package org.truncus.image;

import java.util.List;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/**
 * The grey scale attributes of the first frame: enhanced multi-frame objects keep them in
 * functional groups (PS3.3 section C.7.6.16).
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

  /** The data set itself, or where it has functional groups a copy with their attributes. */
  static DataSet of(DataSet dataSet) {
    DataSet merged = dataSet;
    for (int groups : List.of(SHARED_FUNCTIONAL_GROUPS, PER_FRAME_FUNCTIONAL_GROUPS)) {
      for (DataSet group : dataSet.items(groups).stream().limit(1).toList()) {
        for (int macro : List.of(PIXEL_VALUE_TRANSFORMATION, FRAME_VOI_LUT)) {
          for (DataSet item : group.items(macro)) {
            merged = merged == dataSet ? shallow(dataSet) : merged;
            copy(item, merged);
          }
        }
      }
    }
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
