package org.truncus.dicom.jpegls;

import java.util.Arrays;
import org.truncus.dicom.codec.Broken;

/** The adaptive statistics of a scan: 365 regular contexts and 2 of interrupted runs. */
final class Contexts {

  private static final int REGULAR = 365;
  private static final int MOST_BIAS = 127;
  private static final int LEAST_BIAS = -128;
  private static final int LONGEST = 24;

  private final Parameters parameters;
  private final LsBits bits;
  private final int limit;
  private final int errorBits;
  private final int[] errors = new int[REGULAR + 2];
  private final int[] counts = new int[REGULAR + 2];
  private final int[] biases = new int[REGULAR];
  private final int[] corrections = new int[REGULAR];
  private final int[] negatives = new int[2];

  Contexts(Parameters parameters, LsBits bits) {
    this.parameters = parameters;
    this.bits = bits;
    this.limit = parameters.limit();
    this.errorBits = parameters.errorBits();
    Arrays.fill(errors, Math.max(2, (parameters.range() + 32) / 64));
    Arrays.fill(counts, 1);
  }

  /** What experience adds to the prediction in a context. */
  int correction(int context) {
    return corrections[context];
  }

  /** The next error in a regular context (T.87 section A.5 and A.6). */
  int error(int context) {
    int k = parameter(counts[context], errors[context]);
    int code = bits.golomb(k, limit, errorBits);
    boolean turned = parameters.near() == 0 && k == 0 && 2 * biases[context] <= -counts[context];
    boolean odd = (code & 1) != 0;
    int half = code >>> 1;
    int error = turned ? (odd ? half : -half - 1) : (odd ? -half - 1 : half);
    update(context, error);
    return error;
  }

  private void update(int context, int error) {
    biases[context] += error * parameters.step();
    errors[context] += Math.abs(error);
    if (counts[context] == parameters.reset()) {
      errors[context] >>= 1;
      biases[context] >>= 1;
      counts[context] >>= 1;
    }
    counts[context]++;
    int count = counts[context];
    if (biases[context] <= -count) {
      biases[context] = Math.max(biases[context] + count, 1 - count);
      corrections[context] = Math.max(LEAST_BIAS, corrections[context] - 1);
    } else if (biases[context] > 0) {
      biases[context] = Math.min(biases[context] - count, 0);
      corrections[context] = Math.min(MOST_BIAS, corrections[context] + 1);
    }
  }

  /**
   * The next error where a run was interrupted (T.87 section A.7.2).
   *
   * @param type 1 where the neighbours left and above are the same, else 0
   * @param runBits of the run's length code
   */
  int interruption(int type, int runBits) {
    int context = REGULAR + type;
    int count = counts[context];
    int sum = errors[context] + (type == 1 ? count >> 1 : 0);
    int k = parameter(count, sum);
    int code = bits.golomb(k, limit - runBits - 1, errorBits);
    int twice = code + type;
    boolean odd = (twice & 1) != 0;
    int size = (twice + 1) >> 1;
    boolean usual = k != 0 || 2 * negatives[type] >= count;
    int error = usual == odd ? -size : size;
    negatives[type] += error < 0 ? 1 : 0;
    errors[context] += (code + 1 - type) >> 1;
    if (count == parameters.reset()) {
      errors[context] >>= 1;
      counts[context] >>= 1;
      negatives[type] >>= 1;
    }
    counts[context]++;
    return error;
  }

  private static int parameter(int count, int sum) {
    int k = 0;
    while ((long) count << k < sum) {
      k++;
    }
    if (k > LONGEST) {
      throw Broken.frame("JPEG-LS data whose errors grow beyond all bounds");
    }
    return k;
  }
}
