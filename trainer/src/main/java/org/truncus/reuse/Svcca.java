package org.truncus.reuse;

/**
 * Singular vector canonical correlation analysis (Raghu et al. 2017): both layers are centred, cut
 * down to the singular vectors that explain a share of their variance, and compared by the singular
 * values of {@code QᵀQ'}, their canonical correlations.
 *
 * @param variance the share to be explained, in (0,1]
 * @param seed of the floor
 */
public record Svcca(double variance, long seed) {

  /** The share of the paper. */
  public static final double VARIANCE = 0.99;

  /** The correlations of two layers on the same rows, descending. */
  public static double[] correlations(Features first, Features second, double variance) {
    return Basis.of(first, variance).correlations(Basis.of(second, variance));
  }

  /** Two layers and the floor under them. */
  LayerReuse of(String layer, String stage, String against, Features first, Features second) {
    Basis basis = Basis.of(first, variance);
    Basis other = Basis.of(second, variance);
    long own = seed ^ ((long) layer.hashCode() << 32 | (against.hashCode() & 0xffffffffL));
    Basis noise = Basis.of(Features.gaussian(first.rows(), second.channels(), own), variance);
    return new LayerReuse(
        layer,
        stage,
        against,
        first.rows(),
        first.channels(),
        second.channels(),
        basis.kept(),
        other.kept(),
        new Correlations(basis.correlations(other)),
        new Correlations(basis.correlations(noise)));
  }
}
