package org.truncus.reuse;

import java.util.List;
import org.truncus.problem.UsageException;

/**
 * How reuse is measured.
 *
 * @param cuts whose layers are compared; empty for every cut that both networks have
 * @param images at most so many are drawn from the list
 * @param rowsPerChannel rows kept for each channel of a layer, where the images have as many; never
 *     fewer than 20,000 in all
 * @param variance share of the variance that the singular vectors kept explain, in (0,1]
 * @param seed of the images drawn, of their positions and of the floor
 */
public record ReuseOptions(
    List<String> cuts, int images, int rowsPerChannel, double variance, long seed) {

  /** Refuses what is out of range with a UsageException. */
  public ReuseOptions {
    cuts = List.copyOf(cuts);
    if (images < 1) {
      throw new UsageException("--images: found " + images + ", expected 1 or more");
    }
    if (rowsPerChannel < LayerReuse.LEAST_ROWS_PER_CHANNEL) {
      throw new UsageException(
          "--rows-per-channel: found "
              + rowsPerChannel
              + ", expected "
              + LayerReuse.LEAST_ROWS_PER_CHANNEL
              + " or more: with fewer, chance alone looks like reuse");
    }
    if (!(variance > 0 && variance <= 1)) {
      throw new UsageException("--variance: found " + variance + ", expected above 0, at most 1");
    }
  }

  /** Every cut, 500 images, ten rows a channel, 99 % of the variance. */
  public static ReuseOptions standard(long seed) {
    return new ReuseOptions(List.of(), 500, 10, Svcca.VARIANCE, seed);
  }
}
