package org.truncus.weights.source;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.weights.UnsupportedWeightsException;
import org.truncus.weights.WeightFile;

/** Which DenseNet has so many layers in its third and fourth block; the first two are the same. */
final class DenseNetDepth {

  private DenseNetDepth() {}

  private record Blocks(int third, int fourth) {

    /**
     * Whether a file with so many layers, of which the last may be missing, can be of this depth.
     */
    boolean contains(int layersOfThird, int layersOfFourth) {
      return (layersOfThird == third && layersOfFourth <= fourth)
          || (layersOfThird < third && layersOfFourth == 0);
    }
  }

  private static Map<String, Blocks> all() {
    Map<String, Blocks> all = new LinkedHashMap<>();
    all.put("densenet121", new Blocks(24, 16));
    all.put("densenet201", new Blocks(48, 32));
    return all;
  }

  /**
   * The backbone.
   *
   * @param hint the one that is wanted, which decides where a file ends before they differ
   */
  static String of(WeightFile file, int layersOfThird, int layersOfFourth, String hint) {
    List<String> possible = new ArrayList<>();
    all()
        .forEach(
            (name, blocks) -> {
              if (blocks.contains(layersOfThird, layersOfFourth)) {
                possible.add(name);
              }
            });
    if (possible.isEmpty()) {
      throw new UnsupportedWeightsException(
          "%s holds weights of a DenseNet with %d and %d layers in its last blocks; DenseNet121 has"
                  .formatted(file.path(), layersOfThird, layersOfFourth)
              + " 24 and 16, DenseNet201 48 and 32, others are not handled");
    }
    return possible.contains(hint) ? hint : possible.get(0);
  }
}
