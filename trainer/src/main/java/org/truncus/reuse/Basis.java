package org.truncus.reuse;

/**
 * An orthonormal basis of what a layer's features vary in: their leading singular vectors, as many
 * as explain a share of the variance. With {@code X} the centred features and {@code XᵀX = V Λ Vᵀ},
 * the basis is {@code Q = X V_k Λ_k^(-1/2)}, of k columns.
 *
 * <p>That the singular vectors come from {@code XᵀX}, whose condition is the square of X's, costs
 * nothing here: truncation keeps no direction whose variance is under (1 - share)/C of the whole,
 * so that even with C = 2048 and a share of 99 % they are good to ten digits.
 */
final class Basis {

  private static final int BLOCK = 32;

  /** Directions with less than this of the largest variance are taken as rounding. */
  private static final double RANK_TOLERANCE = 1e-11;

  private final Features features;
  private final double[] means;
  private final double[][] directions;

  private Basis(Features features, double[] means, double[][] directions) {
    this.features = features;
    this.means = means;
    this.directions = directions;
  }

  /**
   * The basis of a layer.
   *
   * @param variance the share to be explained, in (0,1]; 1 keeps everything but null directions
   */
  static Basis of(Features features, double variance) {
    double[] means = features.means();
    SymmetricEigen eigen = SymmetricEigen.of(gram(features, means));
    int kept = kept(eigen.values(), variance);
    double[][] directions = new double[kept][];
    for (int i = 0; i < kept; i++) {
      double scale = 1 / Math.sqrt(eigen.values()[i]);
      double[] direction = eigen.vectors()[i];
      for (int c = 0; c < direction.length; c++) {
        direction[c] *= scale;
      }
      directions[i] = direction;
    }
    return new Basis(features, means, Products.transposed(directions, features.channels()));
  }

  private static double[][] gram(Features features, double[] means) {
    int channels = features.channels();
    double[][] gram = new double[channels][channels];
    double[][] block = new double[BLOCK][channels];
    for (int at = 0; at < features.rows(); at += BLOCK) {
      int count = Math.min(BLOCK, features.rows() - at);
      features.centred(at, count, means, block);
      Products.addTransposed(block, block, count, gram, true);
    }
    Products.mirror(gram);
    return gram;
  }

  /** The fewest leading eigenvalues that reach the share; none where nothing varies. */
  private static int kept(double[] eigenvalues, double variance) {
    double whole = 0;
    for (double value : eigenvalues) {
      whole += Math.max(0, value);
    }
    double sum = 0;
    int kept = 0;
    while (kept < eigenvalues.length
        && eigenvalues[kept] > RANK_TOLERANCE * eigenvalues[0]
        && (sum < variance * whole || variance == 1)) {
      sum += eigenvalues[kept];
      kept++;
    }
    return kept;
  }

  /** k: the number of directions kept; 0 where no channel varies. */
  int kept() {
    return directions.length == 0 ? 0 : directions[0].length;
  }

  /** C. */
  int channels() {
    return features.channels();
  }

  /**
   * The canonical correlations with another layer: the singular values of {@code QᵀQ'}.
   *
   * @param other of the same rows
   * @return min(k, k') numbers in [0,1], descending
   */
  double[] correlations(Basis other) {
    if (other.features.rows() != features.rows()) {
      throw new IllegalArgumentException(
          "%d rows beside %d".formatted(features.rows(), other.features.rows()));
    }
    if (other.kept() < kept()) {
      return other.correlations(this);
    }
    if (kept() == 0) {
      return new double[0];
    }
    double[][] cross = Products.of(projected(other), other.directions, other.kept());
    double[][] square = new double[kept()][kept()];
    double[][] columns = Products.transposed(cross, other.kept());
    Products.addTransposed(columns, columns, columns.length, square, true);
    Products.mirror(square);
    double[] squares = SymmetricEigen.values(square);
    double[] correlations = new double[squares.length];
    for (int i = 0; i < squares.length; i++) {
      correlations[i] = Math.sqrt(Math.min(1, Math.max(0, squares[i])));
    }
    return correlations;
  }

  /** {@code Qᵀ X'}, {@code [k,C']}. */
  private double[][] projected(Basis other) {
    double[][] sums = new double[kept()][other.channels()];
    double[][] own = new double[BLOCK][channels()];
    double[][] others = new double[BLOCK][other.channels()];
    for (int at = 0; at < features.rows(); at += BLOCK) {
      int count = Math.min(BLOCK, features.rows() - at);
      features.centred(at, count, means, own);
      other.features.centred(at, count, other.means, others);
      Products.addTransposed(Products.of(own, directions, kept()), others, count, sums, false);
    }
    return sums;
  }
}
