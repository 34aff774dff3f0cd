package org.truncus.image;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.Tag;

/** The modality LUT (PS3.3 section C.11.1): a table, or slope and intercept. */
final class Modality {

  private Modality() {}

  /** From stored values to those of the modality; the step says which. */
  static DoubleUnaryOperator of(DataSet header, List<String> steps) {
    List<DataSet> tables = header.items(Tag.ModalityLUTSequence);
    if (!tables.isEmpty()) {
      LookupTable table = LookupTable.of(tables.get(0));
      steps.add("modality LUT of " + table.entries().length + " entries");
      return table::map;
    }
    double slope = header.decimal(Tag.RescaleSlope).orElse(1);
    double intercept = header.decimal(Tag.RescaleIntercept).orElse(0);
    if (slope == 0) {
      throw new InvalidDicomException(
          Tag.describe(Tag.RescaleSlope) + ": 0 would make every pixel the same");
    }
    steps.add("rescale slope " + slope + " intercept " + intercept);
    return stored -> stored * slope + intercept;
  }
}
