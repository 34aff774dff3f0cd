package org.truncus.dicom.jpeg2000;

import org.truncus.dicom.codec.Broken;

/**
 * Decodes the coding passes of a code block to coefficients (T.800 annex D). One instance serves
 * all blocks of a tile, one after the other.
 */
final class BlockDecoder {

  /** Context of runs. */
  static final int RUN = 17;

  /** Context of bits that are as often 0 as 1. */
  static final int UNIFORM = 18;

  /** With bypass, passes from here on may be raw bits. */
  static final int FIRST_RAW = 10;

  private static final int SIGNIFICANT = 1;
  private static final int VISITED = 2;
  private static final int REFINED = 4;
  private static final int NEGATIVE = 8;
  private static final int STRIPE = 4;

  private final byte[] frame;
  private final CodingStyle style;
  private final MqDecoder coder = new MqDecoder();
  private RawBits raw;
  private byte[] flags = new byte[0];
  private int[] magnitudes = new int[0];

  /** For each coefficient the lowest bit plane that is known of it. */
  private byte[] lowest = new byte[0];

  /** Whether any of the eight neighbours is significant. */
  private boolean[] near = new boolean[0];

  private int width;
  private int height;
  private int stride;
  private int orientation;
  private int plane;

  BlockDecoder(byte[] frame, CodingStyle style) {
    this.frame = frame;
    this.style = style;
  }

  /** Receives a coefficient: its place in the block and twice its value. */
  interface Sink {
    void coefficient(int x, int y, long twice);
  }

  /** Decodes a block. */
  void decode(CodeBlock block, Subband band, Sink sink) {
    int planes = band.planes() - block.missingPlanes;
    if (block.passes == 0) {
      return;
    }
    if (planes < 1 || planes > 30 || block.passes > 3 * planes - 2) {
      throw Broken.frame("a JPEG 2000 code block with more passes than bit planes");
    }
    start(block, band);
    plane = planes - 1;
    int pass = 0;
    for (CodeBlock.Segment segment : block.segments) {
      byte[] bytes = CodeBlock.bytes(segment, frame);
      boolean bits = style.has(CodingStyle.BYPASS) && pass >= FIRST_RAW && pass % 3 != 0;
      raw = bits ? new RawBits(bytes) : null;
      if (!bits) {
        coder.begin(bytes);
      }
      for (int i = 0; i < segment.passes; i++, pass++) {
        pass(pass);
      }
    }
    emit(sink);
  }

  private void start(CodeBlock block, Subband band) {
    width = block.area.width();
    height = block.area.height();
    stride = width + 2;
    orientation = band.orientation();
    flags = new byte[stride * (height + 2)];
    magnitudes = new int[flags.length];
    lowest = new byte[flags.length];
    near = new boolean[flags.length];
    coder.reset();
  }

  private void pass(int number) {
    switch (number % 3) {
      case 1 -> significance();
      case 2 -> refinement();
      default -> {
        cleanUp();
        plane--;
      }
    }
    if (style.has(CodingStyle.RESET)) {
      coder.reset();
    }
  }

  /** The middle of what a coefficient may be: half of its lowest known bit is added. */
  private void emit(Sink sink) {
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        int at = (y + 1) * stride + x + 1;
        if (magnitudes[at] != 0) {
          long twice = 2L * magnitudes[at] + (1L << lowest[at]);
          sink.coefficient(x, y, (flags[at] & NEGATIVE) != 0 ? -twice : twice);
        }
      }
    }
  }

  private int bit(int context) {
    return raw == null ? coder.decode(context) : raw.bit();
  }

  private void significance() {
    for (int top = 0; top < height; top += STRIPE) {
      for (int x = 0; x < width; x++) {
        for (int y = top; y < Math.min(height, top + STRIPE); y++) {
          int at = (y + 1) * stride + x + 1;
          int context = (flags[at] & SIGNIFICANT) == 0 ? zeroContext(at, y) : 0;
          if (context > 0) {
            if (bit(context) == 1) {
              becomeSignificant(at, y);
            }
            flags[at] |= VISITED;
          }
        }
      }
    }
  }

  private void refinement() {
    for (int top = 0; top < height; top += STRIPE) {
      for (int x = 0; x < width; x++) {
        for (int y = top; y < Math.min(height, top + STRIPE); y++) {
          int at = (y + 1) * stride + x + 1;
          if ((flags[at] & (SIGNIFICANT | VISITED)) == SIGNIFICANT) {
            int context = 16;
            if ((flags[at] & REFINED) == 0) {
              context = zeroContext(at, y) == 0 ? 14 : 15;
            }
            magnitudes[at] |= bit(context) << plane;
            lowest[at] = (byte) plane;
            flags[at] |= REFINED;
          }
        }
      }
    }
  }

  private void cleanUp() {
    for (int top = 0; top < height; top += STRIPE) {
      for (int x = 0; x < width; x++) {
        int y = top;
        boolean known = false;
        if (top + STRIPE <= height && isQuiet(top, x)) {
          if (coder.decode(RUN) == 0) {
            continue;
          }
          y += coder.decode(UNIFORM) << 1 | coder.decode(UNIFORM);
          known = true;
        }
        for (; y < Math.min(height, top + STRIPE); y++) {
          int at = (y + 1) * stride + x + 1;
          if ((flags[at] & (SIGNIFICANT | VISITED)) == 0
              && (known || coder.decode(zeroContext(at, y)) == 1)) {
            becomeSignificant(at, y);
          }
          known = false;
        }
      }
    }
    for (int i = 0; i < flags.length; i++) {
      flags[i] &= ~VISITED;
    }
    if (style.has(CodingStyle.SYMBOLS)) {
      for (int i = 0; i < 4; i++) {
        coder.decode(UNIFORM);
      }
    }
  }

  private boolean isQuiet(int top, int x) {
    for (int y = top; y < top + STRIPE; y++) {
      int at = (y + 1) * stride + x + 1;
      if ((flags[at] & (SIGNIFICANT | VISITED)) != 0 || zeroContext(at, y) != 0) {
        return false;
      }
    }
    return true;
  }

  private void becomeSignificant(int at, int y) {
    magnitudes[at] = 1 << plane;
    lowest[at] = (byte) plane;
    for (int row = at - stride; row <= at + stride; row += stride) {
      near[row - 1] = true;
      near[row] = true;
      near[row + 1] = true;
    }
    boolean belowCounts = belowCounts(y);
    int across = signOf(at - 1) + signOf(at + 1);
    int down = signOf(at - stride) + (belowCounts ? signOf(at + stride) : 0);
    across = Integer.signum(across);
    down = Integer.signum(down);
    int negative;
    if (raw != null) {
      negative = raw.bit();
    } else {
      boolean turned = across < 0 || (across == 0 && down < 0);
      int h = turned ? -across : across;
      int v = turned ? -down : down;
      int context = h == 0 ? 9 + v : 12 + v;
      negative = coder.decode(context) ^ (turned ? 1 : 0);
    }
    flags[at] |= SIGNIFICANT;
    if (negative == 1) {
      flags[at] |= NEGATIVE;
    }
  }

  private boolean belowCounts(int y) {
    return !style.has(CodingStyle.CAUSAL) || y % STRIPE != STRIPE - 1;
  }

  private int signOf(int at) {
    return (flags[at] & SIGNIFICANT) == 0 ? 0 : (flags[at] & NEGATIVE) != 0 ? -1 : 1;
  }

  private int isSignificant(int at) {
    return flags[at] & SIGNIFICANT;
  }

  /** The context by significant neighbours (T.800 table D.1); 0 where there are none. */
  private int zeroContext(int at, int y) {
    if (!near[at]) {
      return 0;
    }
    boolean below = belowCounts(y);
    int h = isSignificant(at - 1) + isSignificant(at + 1);
    int v = isSignificant(at - stride) + (below ? isSignificant(at + stride) : 0);
    int d =
        isSignificant(at - stride - 1)
            + isSignificant(at - stride + 1)
            + (below ? isSignificant(at + stride - 1) + isSignificant(at + stride + 1) : 0);
    if (orientation == 3) {
      int both = h + v;
      return d >= 3
          ? 8
          : d == 2 ? (both >= 1 ? 7 : 6) : d == 1 ? (both >= 2 ? 5 : 3 + both) : Math.min(2, both);
    }
    int first = orientation == 1 ? v : h;
    int second = orientation == 1 ? h : v;
    if (first == 2) {
      return 8;
    }
    if (first == 1) {
      return second >= 1 ? 7 : d >= 1 ? 6 : 5;
    }
    return second == 2 ? 4 : second == 1 ? 3 : Math.min(2, d);
  }

  /** Bits that went past the arithmetic coder; behind their end there are zeros. */
  private static final class RawBits {
    private final byte[] bytes;
    private int at;
    private int held;
    private int left;

    RawBits(byte[] bytes) {
      this.bytes = bytes;
    }

    int bit() {
      if (left == 0) {
        left = held == 0xFF ? 7 : 8;
        held = at < bytes.length ? bytes[at++] & 0xFF : 0;
      }
      left--;
      return held >> left & 1;
    }
  }
}
