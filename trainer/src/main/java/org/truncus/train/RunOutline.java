package org.truncus.train;

/**
 * What a run would be.
 *
 * @param config resolved: absolute paths, defaults of the strategy, exact cut, labels in order
 * @param listSha256 digest of the list
 * @param weightsSha256 digest of the weight file; null without one
 * @param built what the strategy makes of backbone and cut
 * @param parameters of the network
 * @param macs multiply-accumulates for one image
 * @param data what would be learnt from
 */
public record RunOutline(
    TrainConfig config,
    String listSha256,
    String weightsSha256,
    BuiltNetwork built,
    RunRecord.Parameters parameters,
    long macs,
    RunRecord.Data data) {

  /** Multiply-accumulates of all forward passes of training, at most: a measure of its length. */
  public double work() {
    double rows = data.splits().get("train").rows();
    return (double) macs * rows * config.recipe().epochs();
  }
}
