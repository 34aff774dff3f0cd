package org.truncus.net;

import java.util.Objects;
import org.truncus.problem.UsageException;

/**
 * Which network: a backbone up to a cut, a head and one linear layer ({@code probs}).
 *
 * @param backbone a name of {@link Backbones#names()}
 * @param cut a name the backbone knows: {@code L8}, {@code B2}, {@code full}
 * @param outputs number of logits, at least 1
 * @param inputChannels channels of the normalised images, 3 for imported weights
 * @param head what the linear layer takes in
 * @param slim which part of the whole backbone is narrower; null for none, and always where the cut
 *     leaves something out
 */
public record NetworkSpec(
    String backbone, String cut, int outputs, int inputChannels, Head head, Slim slim) {

  /** Checks the numbers; the names are checked by {@link Backbones}. */
  public NetworkSpec {
    if (outputs < 1 || inputChannels < 1) {
      throw new UsageException(
          "a network needs at least one output and one input channel, not %d and %d"
              .formatted(outputs, inputChannels));
    }
    Objects.requireNonNull(head, "head");
  }

  /** With three input channels, global average pooling and all widths as published. */
  public NetworkSpec(String backbone, String cut, int outputs) {
    this(backbone, cut, outputs, 3, new Head.Pooling(), null);
  }

  /** The same with another head. */
  public NetworkSpec withHead(Head newHead) {
    return new NetworkSpec(backbone, cut, outputs, inputChannels, newHead, slim);
  }

  /** The same with a narrower top; null for none. */
  public NetworkSpec withSlim(Slim newSlim) {
    return new NetworkSpec(backbone, cut, outputs, inputChannels, head, newSlim);
  }
}
