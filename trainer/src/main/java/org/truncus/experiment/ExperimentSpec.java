package org.truncus.experiment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What an experiment is to compare.
 *
 * @param file it was read from; relative paths in it start from its folder
 * @param name for titles
 * @param base settings of every cell
 * @param grid values by key: every combination of them is crossed with every arm
 * @param arms what is compared; settings of an arm win over the grid's and the base's. One without
 *     settings where the file has none
 * @param reference the arm that the others are compared with; empty to choose
 */
public record ExperimentSpec(
    Path file,
    String name,
    Map<String, String> base,
    Map<String, List<String>> grid,
    List<Arm> arms,
    Optional<String> reference) {

  /**
   * One thing to compare: settings that belong together.
   *
   * @param name for tables; null to make one of strategy and cut
   * @param line of the file
   * @param settings by key
   */
  public record Arm(String name, int line, Map<String, String> settings) {}
}
