package org.truncus.weights;

import java.util.Arrays;

/**
 * Initial values of a weight, a function of (seed, weight name) alone: adding, cutting or
 * reordering layers does not change what the others start from.
 */
public sealed interface Initializer {

  /** {@code size} values for the weight called {@code name}. */
  float[] values(int size, long seed, String name);

  /** All the same value: 0 for biases and beta, 1 for gamma and moving variances. */
  record Constant(float value) implements Initializer {
    @Override
    public float[] values(int size, long seed, String name) {
      float[] values = new float[size];
      Arrays.fill(values, value);
      return values;
    }
  }

  /** Normal. */
  record Normal(double mean, double sigma) implements Initializer {
    @Override
    public float[] values(int size, long seed, String name) {
      NamedRandom random = new NamedRandom(seed, name);
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) (mean + sigma * random.nextGaussian());
      }
      return values;
    }
  }

  /**
   * Normal with standard deviation {@code sqrt(2 / fanIn)} after truncation at two sigmas (He et
   * al. 2015; Keras {@code he_normal}).
   */
  record HeNormal(int fanIn) implements Initializer {
    /** Standard deviation of a unit normal that is truncated to [-2, 2]. */
    private static final double TRUNCATED_SIGMA = 0.8796256610342398;

    @Override
    public float[] values(int size, long seed, String name) {
      double sigma = Math.sqrt(2.0 / fanIn) / TRUNCATED_SIGMA;
      NamedRandom random = new NamedRandom(seed, name);
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) (sigma * random.nextTruncatedGaussian());
      }
      return values;
    }
  }

  /**
   * Uniform in ±{@code sqrt(6 / (fanIn + fanOut))} (Glorot and Bengio 2010; Keras {@code
   * glorot_uniform}).
   */
  record GlorotUniform(int fanIn, int fanOut) implements Initializer {
    @Override
    public float[] values(int size, long seed, String name) {
      double limit = Math.sqrt(6.0 / (fanIn + fanOut));
      NamedRandom random = new NamedRandom(seed, name);
      float[] values = new float[size];
      for (int i = 0; i < size; i++) {
        values[i] = (float) (limit * (2 * random.nextUniform() - 1));
      }
      return values;
    }
  }
}
