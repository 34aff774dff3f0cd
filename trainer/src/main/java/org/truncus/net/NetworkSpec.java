package org.truncus.net;

import org.truncus.problem.UsageException;

/**
 * Which network: a backbone up to a cut, global average pooling and one linear layer ({@code
 * probs}).
 *
 * @param backbone a name of {@link Backbones#names()}
 * @param cut a name the backbone knows: {@code L8}, {@code B2}, {@code full}
 * @param outputs number of logits, at least 1
 * @param inputChannels channels of the normalised images, 3 for imported weights
 */
public record NetworkSpec(String backbone, String cut, int outputs, int inputChannels) {

  /** Checks the numbers; the names are checked by {@link Backbones}. */
  public NetworkSpec {
    if (outputs < 1 || inputChannels < 1) {
      throw new UsageException(
          "a network needs at least one output and one input channel, not %d and %d"
              .formatted(outputs, inputChannels));
    }
  }

  /** With three input channels. */
  public NetworkSpec(String backbone, String cut, int outputs) {
    this(backbone, cut, outputs, 3);
  }
}
