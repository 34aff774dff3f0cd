package org.truncus.dicom.jpeg2000;

import java.util.Arrays;

/** The arithmetic decoder (T.800 annex C). Behind the end of its bytes it reads ones. */
final class MqDecoder {

  private static final int[] QE = {
    0x5601, 0x3401, 0x1801, 0x0AC1, 0x0521, 0x0221, 0x5601, 0x5401, 0x4801, 0x3801, 0x3001, 0x2401,
    0x1C01, 0x1601, 0x5601, 0x5401, 0x5101, 0x4801, 0x3801, 0x3401, 0x3001, 0x2801, 0x2401, 0x2201,
    0x1C01, 0x1801, 0x1601, 0x1401, 0x1201, 0x1101, 0x0AC1, 0x09C1, 0x08A1, 0x0521, 0x0441, 0x02A1,
    0x0221, 0x0141, 0x0111, 0x0085, 0x0049, 0x0025, 0x0015, 0x0009, 0x0005, 0x0001, 0x5601
  };
  private static final int[] MORE = {
    1, 2, 3, 4, 5, 38, 7, 8, 9, 10, 11, 12, 13, 29, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26,
    27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 44, 45, 45, 46
  };
  private static final int[] LESS = {
    1, 6, 9, 12, 29, 33, 6, 14, 14, 14, 17, 18, 20, 21, 14, 14, 15, 16, 17, 18, 19, 19, 20, 21, 22,
    23, 24, 25, 26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 37, 38, 39, 40, 41, 42, 43, 46
  };

  private static final int CONTEXTS = 19;

  private final int[] states = new int[CONTEXTS];
  private final int[] likely = new int[CONTEXTS];
  private byte[] bytes = new byte[0];
  private int at;
  private int c;
  private int a;
  private int count;

  /** Sets all contexts to what they begin with. */
  void reset() {
    Arrays.fill(states, 0);
    Arrays.fill(likely, 0);
    states[0] = 4;
    states[BlockDecoder.RUN] = 3;
    states[BlockDecoder.UNIFORM] = 46;
  }

  /** Begins a codeword; the contexts stay. */
  void begin(byte[] codeword) {
    bytes = codeword;
    at = 0;
    c = byteAt(0) << 16;
    byteIn();
    c <<= 7;
    count -= 7;
    a = 0x8000;
  }

  private int byteAt(int index) {
    return index < bytes.length ? bytes[index] & 0xFF : 0xFF;
  }

  private void byteIn() {
    if (byteAt(at) == 0xFF) {
      if (byteAt(at + 1) > 0x8F) {
        c += 0xFF00;
        count = 8;
      } else {
        at++;
        c += byteAt(at) << 9;
        count = 7;
      }
    } else {
      at++;
      c += byteAt(at) << 8;
      count = 8;
    }
  }

  /** The next decision in a context. */
  int decode(int context) {
    int state = states[context];
    int qe = QE[state];
    a -= qe;
    int decision;
    if (c >>> 16 < qe) {
      decision = a < qe ? moreLikely(context, state) : lessLikely(context, state);
      a = qe;
    } else {
      c -= qe << 16;
      if ((a & 0x8000) != 0) {
        return likely[context];
      }
      decision = a < qe ? lessLikely(context, state) : moreLikely(context, state);
    }
    do {
      if (count == 0) {
        byteIn();
      }
      a <<= 1;
      c <<= 1;
      count--;
    } while ((a & 0x8000) == 0);
    return decision;
  }

  private int moreLikely(int context, int state) {
    states[context] = MORE[state];
    return likely[context];
  }

  private int lessLikely(int context, int state) {
    int decision = 1 - likely[context];
    if (state == 0 || state == 6 || state == 14) {
      likely[context] = decision;
    }
    states[context] = LESS[state];
    return decision;
  }
}
