package org.truncus.reuse;

/**
 * How much of one layer's features is found in another's.
 *
 * @param layer the cut after the layer
 * @param stage the stage it lies in
 * @param against the cut after the other layer: the same one, or a later one of the same network
 * @param rows N: positions of images
 * @param channels C of the layer
 * @param otherChannels C of the other
 * @param kept directions that explain the share of the layer's variance
 * @param otherKept the same of the other
 * @param reuse correlations of the two layers
 * @param floor those of the layer with Gaussian numbers in the shape of the other
 */
public record LayerReuse(
    String layer,
    String stage,
    String against,
    int rows,
    int channels,
    int otherChannels,
    int kept,
    int otherKept,
    Correlations reuse,
    Correlations floor) {

  /** Below so many rows a channel the floor is high and little can be told. */
  static final int LEAST_ROWS_PER_CHANNEL = 5;

  /** From so much of the way between floor and identity on, a layer counts as reused. */
  public static final double LEAST_SHARE = 0.5;

  /** Mean reuse as a share of the way from the floor to identity: 1 is identical, 0 is chance. */
  public double share() {
    double floorMean = floor.mean();
    return floorMean >= 1 ? 0 : (reuse.mean() - floorMean) / (1 - floorMean);
  }

  /** The area between the curve and its floor. */
  public double area() {
    return reuse.mean() - floor.mean();
  }

  /**
   * Whether the features are clearly above the floor: even the lower quartile is above the floor's
   * upper one, and the mean is at least halfway from the floor to identity.
   */
  public boolean clearlyReused() {
    return reuse.quantile(0.25) > floor.quantile(0.75) && share() >= LEAST_SHARE;
  }

  /** Whether there are too few rows for so many channels. */
  public boolean fewRows() {
    return rows < (long) LEAST_ROWS_PER_CHANNEL * Math.max(channels, otherChannels);
  }
}
