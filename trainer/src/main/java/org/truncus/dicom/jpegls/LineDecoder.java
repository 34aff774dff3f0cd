package org.truncus.dicom.jpegls;

/** Decodes lines of a scan (T.87 annex A). Lines have a sample more at either end. */
final class LineDecoder {

  private static final int[] RUN_BITS = {
    0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 9, 10, 11, 12, 13,
    14, 15
  };

  private final Parameters parameters;
  private final LsBits bits;
  private final Contexts contexts;
  private final int width;
  private final int[] runs;
  private int run;

  /**
   * A decoder of one scan.
   *
   * @param lines how many kinds of lines take turns, each with a run of its own
   */
  LineDecoder(Parameters parameters, LsBits bits, int width, int lines) {
    this.parameters = parameters;
    this.bits = bits;
    this.contexts = new Contexts(parameters, bits);
    this.width = width;
    this.runs = new int[lines];
  }

  /**
   * One line of one component.
   *
   * @param above the line before, {@code [width+2]}, first sample at 1
   * @param line to be filled
   */
  void line(int[] above, int[] line, int kind) {
    run = runs[kind];
    prepare(above, line);
    int x = 1;
    while (x <= width) {
      int context = context(above, line, x);
      if (context == 0) {
        x = run(above, line, x);
      } else {
        line[x] = regular(above, line, x, context);
        x++;
      }
    }
    runs[kind] = run;
  }

  /** One line of all components, sample by sample; a run is one of all of them. */
  void pixels(int[][] above, int[][] line) {
    run = runs[0];
    for (int c = 0; c < line.length; c++) {
      prepare(above[c], line[c]);
    }
    int[] found = new int[line.length];
    int x = 1;
    while (x <= width) {
      boolean flat = true;
      for (int c = 0; c < line.length; c++) {
        found[c] = context(above[c], line[c], x);
        flat &= found[c] == 0;
      }
      if (flat) {
        x = run(above, line, x);
      } else {
        for (int c = 0; c < line.length; c++) {
          line[c][x] = regular(above[c], line[c], x, found[c]);
        }
        x++;
      }
    }
    runs[0] = run;
  }

  private void prepare(int[] above, int[] line) {
    above[width + 1] = above[width];
    line[0] = above[1];
  }

  /** The context of the gradients around a sample, -364 to 364; 0 begins a run. */
  private int context(int[] above, int[] line, int x) {
    int b = above[x];
    int c = above[x - 1];
    return 81 * parameters.region(above[x + 1] - b)
        + 9 * parameters.region(b - c)
        + parameters.region(c - line[x - 1]);
  }

  private int regular(int[] above, int[] line, int x, int context) {
    int a = line[x - 1];
    int b = above[x];
    int c = above[x - 1];
    int least = Math.min(a, b);
    int most = Math.max(a, b);
    int predicted = c >= most ? least : c <= least ? most : a + b - c;
    int sign = context < 0 ? -1 : 1;
    int number = context * sign;
    predicted += sign * contexts.correction(number);
    predicted = Math.max(0, Math.min(parameters.max(), predicted));
    return sample(predicted, sign * contexts.error(number));
  }

  private int sample(int predicted, int error) {
    int max = parameters.max();
    int near = parameters.near();
    int value = predicted + error * parameters.step();
    if (value < -near) {
      value += parameters.range() * parameters.step();
    } else if (value > max + near) {
      value -= parameters.range() * parameters.step();
    }
    return Math.max(0, Math.min(max, value));
  }

  /** A run and the sample that ends it; where to go on. */
  private int run(int[] above, int[] line, int x) {
    return run(new int[][] {above}, new int[][] {line}, x);
  }

  private int run(int[][] above, int[][] line, int x) {
    int end = x + runLength(width + 1 - x);
    for (int[] samples : line) {
      java.util.Arrays.fill(samples, x, end, samples[x - 1]);
    }
    if (end > width) {
      return end;
    }
    for (int c = 0; c < line.length; c++) {
      line[c][end] = interruption(line[c][end - 1], above[c][end], line.length == 1);
    }
    run = Math.max(0, run - 1);
    return end + 1;
  }

  private int runLength(int room) {
    int length = 0;
    while (length < room && bits.bit() == 1) {
      int whole = 1 << RUN_BITS[run];
      int taken = Math.min(whole, room - length);
      length += taken;
      if (taken == whole) {
        run = Math.min(RUN_BITS.length - 1, run + 1);
      }
      if (length == room) {
        return length;
      }
    }
    length += bits.read(RUN_BITS[run]);
    if (length >= room) {
      throw bits.broken("a JPEG-LS run past the end of its line");
    }
    return length;
  }

  private int interruption(int a, int b, boolean single) {
    if (single && Math.abs(a - b) <= parameters.near()) {
      return sample(a, contexts.interruption(1, RUN_BITS[run]));
    }
    int sign = b < a ? -1 : 1;
    return sample(b, sign * contexts.interruption(0, RUN_BITS[run]));
  }
}
