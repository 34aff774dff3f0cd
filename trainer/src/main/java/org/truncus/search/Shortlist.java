package org.truncus.search;

import java.util.List;
import org.truncus.reuse.LayerReuse;
import org.truncus.reuse.ReuseReport;

/**
 * The cuts that are worth a try, from how much of each layer outlives a short fine-tuning of the
 * whole network.
 *
 * @param epochs of that fine-tuning
 * @param images that reuse was measured on
 * @param layers in order
 */
public record Shortlist(int epochs, int images, List<Layer> layers) {

  /**
   * One cut.
   *
   * @param cut after the layer
   * @param median of the correlations
   * @param q1 lower quartile
   * @param q3 upper quartile
   * @param floor mean of the floor
   * @param share of the way from floor to identity
   * @param listed whether the layer is clearly reused
   */
  public record Layer(
      String cut,
      double median,
      double q1,
      double q3,
      double floor,
      double share,
      boolean listed) {}

  /** Copies the list. */
  public Shortlist {
    layers = List.copyOf(layers);
  }

  static Shortlist of(int epochs, ReuseReport report) {
    return new Shortlist(
        epochs, report.images(), report.layers().stream().map(Shortlist::layer).toList());
  }

  private static Layer layer(LayerReuse layer) {
    return new Layer(
        layer.layer(),
        layer.reuse().quantile(0.5),
        layer.reuse().quantile(0.25),
        layer.reuse().quantile(0.75),
        layer.floor().mean(),
        layer.share(),
        layer.clearlyReused());
  }

  /** The cuts that are listed; none where no layer is clearly reused. */
  public List<String> cuts() {
    return layers.stream().filter(Layer::listed).map(Layer::cut).toList();
  }
}
