package org.truncus.weights;

import java.util.Arrays;
import java.util.List;

/**
 * Where one weight of a network came from.
 *
 * @param weight our name
 * @param shape here
 * @param from the file's tensors it was made of; none where it is a constant
 * @param how what was done to them; empty where nothing was
 */
@SuppressWarnings("ArrayRecordComponent") // for output only
public record ImportStep(String weight, int[] shape, List<String> from, String how) {

  /** Copies the list. */
  public ImportStep {
    from = List.copyOf(from);
  }

  /** One row of a table. */
  public String row() {
    return "%-34s %-20s %s%s"
        .formatted(
            weight,
            Arrays.toString(shape),
            String.join(", ", from),
            how.isEmpty() ? "" : (from.isEmpty() ? "" : "  ") + "(" + how + ")");
  }
}
