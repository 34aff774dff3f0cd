package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.file.Path;
import org.truncus.net.Slim;
import org.truncus.problem.UsageException;

/**
 * Decides which part of a backbone is built, what it starts from, and what is trained. What {@code
 * --cut} means depends on it: the end of what is built, of what is frozen, or of what keeps its
 * width.
 */
public sealed interface Strategy
    permits RandomInit, FullFineTune, Truncated, LayerwiseFineTune, TransFusion, LinearProbe {

  /** The name in options and documents, such as {@code truncated}. */
  @JsonValue
  String text();

  /** Whether the network starts from a weight file. */
  boolean importsWeights();

  /** The settings that this strategy has a use for, with their defaults. */
  StrategyDefaults defaults();

  /** Where the network built ends, for a cut that was asked for. Without an override, there. */
  default String builtCut(String cut) {
    return cut;
  }

  /** Which layers are built narrower, or null for none. Without an override, none. */
  default Slim slim(NetworkConfig config) {
    return null;
  }

  /** Whether the layers up to the cut stay as they were imported. Without an override, no. */
  default boolean freezes() {
    return false;
  }

  /**
   * Refuses combinations of options that make no sense.
   *
   * @param whole whether the cut keeps the whole backbone
   * @param weights the weight file, or null where none is given
   * @throws UsageException saying why, and what to choose instead
   */
  void check(boolean whole, Path weights);

  /** All strategies. */
  static Strategy[] values() {
    return new Strategy[] {
      new RandomInit(),
      new FullFineTune(),
      new Truncated(),
      new LayerwiseFineTune(),
      new TransFusion(),
      new LinearProbe()
    };
  }

  /**
   * The strategy of a name.
   *
   * @throws UsageException for an unknown name, listing the known ones
   */
  @JsonCreator
  static Strategy named(String text) {
    return Choices.named("--strategy", text, values(), Strategy::text);
  }
}
