package org.truncus.weights;

import java.nio.ByteBuffer;
import java.nio.FloatBuffer;

/** Types of the numbers in weight files. All floating types are converted to float32. */
public enum DType {
  /** IEEE 754 half precision; exact in float32. */
  F16(2, true),
  /** The upper half of a float32; exact in float32. */
  BF16(2, true),
  /** IEEE 754 single precision. */
  F32(4, true),
  /** IEEE 754 double precision; rounded to the nearest float32. */
  F64(8, true),
  /** Signed or unsigned integers of one byte, and truth values. */
  I8(1, false),
  /** Integers of two bytes. */
  I16(2, false),
  /** Integers of four bytes. */
  I32(4, false),
  /** Integers of eight bytes: counters of batches. */
  I64(8, false);

  private static final int HALF_EXPONENT_BIAS = 15;
  private static final int HALF_MANTISSA_BITS = 10;
  private static final int HALF_MANTISSA = 0x3ff;
  private static final int HALF_EXPONENT = 0x1f;

  private final int bytes;
  private final boolean isFloat;

  DType(int bytes, boolean isFloat) {
    this.bytes = bytes;
    this.isFloat = isFloat;
  }

  /** The size of a number. */
  public int bytes() {
    return bytes;
  }

  /** Whether weights can be of this type. */
  public boolean isFloat() {
    return isFloat;
  }

  /**
   * The next numbers of a buffer as float32.
   *
   * @param buffer in its own byte order, with at least {@code count} numbers left
   */
  public float[] decode(ByteBuffer buffer, int count) {
    float[] values = new float[count];
    switch (this) {
      case F32 -> {
        FloatBuffer floats = buffer.asFloatBuffer();
        floats.get(values);
      }
      case F64 -> {
        for (int i = 0; i < count; i++) {
          values[i] = (float) buffer.getDouble();
        }
      }
      case F16 -> {
        for (int i = 0; i < count; i++) {
          values[i] = half(buffer.getShort());
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          values[i] = Float.intBitsToFloat(buffer.getShort() << Short.SIZE);
        }
      }
      default -> throw new IllegalStateException(this + " is no type of weights");
    }
    return values;
  }

  /** A half-precision number, exactly. */
  static float half(short bits) {
    int exponent = (bits >> HALF_MANTISSA_BITS) & HALF_EXPONENT;
    int mantissa = bits & HALF_MANTISSA;
    float size;
    if (exponent == 0) {
      size = mantissa * 0x1p-24f; // subnormal
    } else if (exponent == HALF_EXPONENT) {
      size = mantissa == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
    } else {
      size =
          Float.intBitsToFloat(
              (exponent - HALF_EXPONENT_BIAS + Float.MAX_EXPONENT) << 23 | mantissa << 13);
    }
    return bits < 0 ? -size : size;
  }
}
