package org.truncus.weights.source;

/**
 * The parts of a backbone's name that matter to an import.
 *
 * @param family the network, for example {@code resnet50}: all that has the same layers
 * @param strides which of two variants
 * @param convBias whether convolutions before batch normalisation have a bias, where there is a
 *     choice
 */
public record BackboneForm(String family, Strides strides, boolean convBias) {

  private static final String RESNET = "resnet50";
  private static final String V1 = "-v1";
  private static final String BIAS = "-bias";

  /** Takes a backbone's name apart: {@code resnet50-v1-bias}. */
  public static BackboneForm of(String backbone) {
    if (!backbone.startsWith(RESNET)) {
      return new BackboneForm(backbone, Strides.NONE, false);
    }
    String suffix = backbone.substring(RESNET.length());
    return new BackboneForm(
        RESNET, suffix.startsWith(V1) ? Strides.V1 : Strides.V1_5, suffix.endsWith(BIAS));
  }

  /** The backbone's name. */
  public String backbone() {
    return family
        + (strides == Strides.V1 ? V1 : "")
        + (strides != Strides.NONE && convBias ? BIAS : "");
  }

  /** The same with other strides. */
  public BackboneForm withStrides(Strides newStrides) {
    return new BackboneForm(family, newStrides, convBias);
  }
}
