package org.truncus.image;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;

/** The VOI step (PS3.3 section C.11.2): values of the modality to [0, 1]. */
final class ValuesOfInterest {

  private static final double LOW = 1;
  private static final double HIGH = 99;

  private ValuesOfInterest() {}

  /**
   * The mapping a policy asks for; the step says which it became.
   *
   * @param possible the two ends of what the stored bits can hold, through the modality LUT
   * @param values what the image holds, not empty
   */
  static DoubleUnaryOperator of(
      Voi voi, DataSet header, double[] possible, Distribution values, List<String> steps) {
    return switch (voi) {
      case NONE -> {
        double low = Math.min(possible[0], possible[1]);
        yield range("possible range", low, Math.max(possible[0], possible[1]), steps);
      }
      case FULL_RANGE -> range("full range", values.min(), values.max(), steps);
      case PERCENTILE -> percentile(values, steps);
      case WINDOW -> window(header, values, steps);
    };
  }

  private static DoubleUnaryOperator window(
      DataSet header, Distribution values, List<String> steps) {
    List<DataSet> tables = header.items(Tag.VOILUTSequence);
    if (!tables.isEmpty()) {
      LookupTable table = LookupTable.of(tables.get(0));
      steps.add("VOI LUT of " + table.entries().length + " entries");
      return x -> Math.min(1, (double) table.map(x) / table.max());
    }
    Optional<Window> window = Window.first(header);
    if (window.isPresent()) {
      steps.add(window.get().toString());
      return window.get()::map;
    }
    if (header.string(Tag.WindowWidth).isPresent()) {
      steps.add("window left out: its width or center can't be");
    }
    return percentile(values, steps);
  }

  private static DoubleUnaryOperator percentile(Distribution values, List<String> steps) {
    return range("percentile 1 to 99", values.percentile(LOW), values.percentile(HIGH), steps);
  }

  private static DoubleUnaryOperator range(
      String name, double low, double high, List<String> steps) {
    steps.add(name + " " + low + " to " + high);
    if (low == high) {
      return x -> 0;
    }
    return x -> Math.max(0, Math.min(1, (x - low) / (high - low)));
  }
}
