package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.nio.file.Path;
import org.truncus.problem.UsageException;

/** Decides which part of a backbone is built, what it starts from, and what is trained. */
public sealed interface Strategy permits RandomInit, FullFineTune, Truncated {

  /** The name in options and documents: {@code scratch}, {@code full} or {@code truncated}. */
  @JsonValue
  String text();

  /** Whether the network starts from the tensors of a weight file. */
  boolean importsWeights();

  /**
   * Whether a tensor is trained; a tensor that isn't stays as it was imported.
   *
   * @param weight the name of the tensor, such as {@code conv1.kernel}
   */
  boolean trains(String weight);

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
    return new Strategy[] {new RandomInit(), new FullFineTune(), new Truncated()};
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
