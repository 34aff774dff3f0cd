package org.truncus.net;

/**
 * The size of a network.
 *
 * @param backboneTrainable trainable parameters up to the cut
 * @param headTrainable trainable parameters of the head
 * @param bnStatistics moving means and variances, which are not trained
 * @param macs multiply-accumulates of the convolutions for one image; the head adds {@code
 *     headTrainable} at most and is left out, as in the published tables
 * @param features shape of the features that are pooled, {@code [H,W,C]}
 */
public record NetworkSummary(
    long backboneTrainable,
    long headTrainable,
    long bnStatistics,
    long macs,
    FeatureShape features) {

  /** All trainable parameters. */
  public long trainable() {
    return backboneTrainable + headTrainable;
  }

  /** All parameters, moving statistics included. */
  public long total() {
    return trainable() + bnStatistics;
  }
}
