package org.truncus.dicom.jpeg2000;

import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;

/**
 * Step sizes of the subbands (T.800 section A.6.4 and annex E).
 *
 * @param style 0 none, 1 derived from the first, 2 one for each subband
 * @param guard guard bits
 * @param values exponents, or exponents (high 5 bits) and mantissas
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record Quantization(int style, int guard, int[] values) {

  static Quantization read(FrameBytes in, int end) {
    int kind = in.u8();
    int style = kind & 31;
    if (style > 2) {
      throw Broken.at(in.position(), "JPEG 2000 quantization of an unknown style");
    }
    int count = style == 0 ? end - in.position() : (end - in.position()) / 2;
    int[] values = new int[count];
    for (int i = 0; i < count; i++) {
      values[i] = style == 0 ? in.u8() >> 3 << 11 : in.u16();
    }
    return new Quantization(style, kind >> 5, values);
  }

  /** The value of a subband: number 0 is LL, then HL, LH, HH of each resolution. */
  private int value(int band) {
    int at = style == 1 ? 0 : band;
    if (at >= values.length) {
      throw Broken.frame("JPEG 2000 quantization lacks a subband");
    }
    return values[at];
  }

  private int exponent(int band) {
    int exponent = value(band) >> 11;
    return style == 1 && band > 0 ? exponent - (band - 1) / 3 : exponent;
  }

  /** Bit planes of a subband's magnitudes. */
  int planes(int band) {
    int planes = guard + exponent(band) - 1;
    if (planes < 0 || planes > 37) {
      throw Broken.frame("a JPEG 2000 subband of " + planes + " bit planes can't be");
    }
    return planes;
  }

  /** The step size of a subband; 1 where nothing was quantized. */
  double step(int band, int precision, int gain) {
    if (style == 0) {
      return 1;
    }
    double mantissa = 1 + (value(band) & 0x7FF) / 2048.0;
    return Math.scalb(mantissa, precision + gain - exponent(band));
  }
}
