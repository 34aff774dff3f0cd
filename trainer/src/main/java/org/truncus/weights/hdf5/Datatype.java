package org.truncus.weights.hdf5;

import java.nio.ByteOrder;
import org.truncus.weights.DType;
import org.truncus.weights.bytes.ByteReader;

/**
 * The type of the elements (specification IV.A.2.d).
 *
 * @param kind what an element is
 * @param size of an element in bytes
 * @param order of the bytes of a number
 * @param dtype of a number; null for others
 */
record Datatype(Kind kind, long size, ByteOrder order, DType dtype) {

  /** What is told apart. */
  enum Kind {
    NUMBER,
    FIXED_STRING,
    VARIABLE_STRING,
    OTHER
  }

  private static final int FIXED_POINT = 0;
  private static final int FLOATING_POINT = 1;
  private static final int STRING = 3;
  private static final int VARIABLE_LENGTH = 9;

  static Datatype read(ByteReader in) {
    int type = in.u8() & 0xf;
    int bits = in.u8();
    in.skip(2);
    long size = in.u32();
    ByteOrder order = (bits & 1) == 0 ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    return switch (type) {
      case FIXED_POINT -> number(integer(size), size, order);
      case FLOATING_POINT -> number(floating(in, bits, size), size, order);
      case STRING -> new Datatype(Kind.FIXED_STRING, size, order, null);
      case VARIABLE_LENGTH ->
          new Datatype((bits & 0xf) == 1 ? Kind.VARIABLE_STRING : Kind.OTHER, size, order, null);
      default -> new Datatype(Kind.OTHER, size, order, null);
    };
  }

  private static Datatype number(DType dtype, long size, ByteOrder order) {
    return new Datatype(dtype == null ? Kind.OTHER : Kind.NUMBER, size, order, dtype);
  }

  private static DType integer(long size) {
    return switch ((int) size) {
      case 1 -> DType.I8;
      case 2 -> DType.I16;
      case 4 -> DType.I32;
      case 8 -> DType.I64;
      default -> null;
    };
  }

  /** IEEE 754 formats and bfloat16, told by the sizes of exponent and mantissa. */
  private static DType floating(ByteReader in, int bits, long size) {
    boolean vax = (bits & 0x40) != 0;
    in.skip(2);
    int precision = in.u16();
    in.skip(1);
    int exponent = in.u8();
    in.skip(1);
    int mantissa = in.u8();
    if (vax || precision != Byte.SIZE * size || 1 + exponent + mantissa != precision) {
      return null;
    }
    return switch (mantissa) {
      case 7 -> DType.BF16;
      case 10 -> DType.F16;
      case 23 -> DType.F32;
      case 52 -> DType.F64;
      default -> null;
    };
  }
}
