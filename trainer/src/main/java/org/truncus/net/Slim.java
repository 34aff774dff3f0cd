package org.truncus.net;

import org.truncus.problem.UsageException;

/**
 * A backbone whose top is narrower (Raghu et al. 2019, "hybrid" weight transfusion): blocks up to a
 * cut keep their width and take over imported weights, the ones above have a fraction of the
 * filters and start from random weights, those that {@link Conv2D} always starts from: He's normal
 * distribution over the inputs, where the published code takes the outputs. Layers keep their
 * names.
 *
 * <p>Inside a residual stage only the inner widths shrink, for the sum needs as many channels as
 * the stage began with; later stages shrink as a whole. In DenseNet the growth rate shrinks.
 *
 * @param keep the cut up to which the backbone stays as it is; not the whole backbone
 * @param factor by what the widths above are divided, at least 2; must divide them
 */
public record Slim(String keep, int factor) {

  /** Checks the factor; the cut is checked by {@link Backbone#network}. */
  public Slim {
    if (factor < 2) {
      throw new UsageException(
          "a slim network divides its widths by 2 or more, not by %d".formatted(factor));
    }
  }
}
