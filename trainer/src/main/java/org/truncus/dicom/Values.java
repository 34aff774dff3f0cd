package org.truncus.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The numbers and characters in an element's bytes (PS3.5 section 6.2), and back. */
final class Values {

  private Values() {}

  /** Each value as text; empty where the element has no value. */
  static List<String> strings(int tag, VR vr, byte[] value, CharacterSet set) {
    if (value.length == 0) {
      return List.of();
    }
    if (!vr.isString()) {
      List<String> numbers = new ArrayList<>();
      for (double number : decimals(tag, vr, value)) {
        boolean whole = vr != VR.FL && vr != VR.FD && vr != VR.OF && vr != VR.OD;
        numbers.add(whole ? Long.toString((long) number) : Double.toString(number));
      }
      return numbers;
    }
    return split(vr, set.decode(value));
  }

  /** Values of a text: separated by backslashes where the VR has several, padding taken off. */
  static List<String> split(VR vr, String text) {
    if (!vr.isMultiValued()) {
      String only = trimEnd(text);
      return only.isEmpty() ? List.of() : List.of(only);
    }
    if (text.isBlank() || trimEnd(text).isEmpty()) {
      return List.of();
    }
    List<String> values = new ArrayList<>();
    for (String part : text.split("\\\\", -1)) {
      values.add(trimEnd(part).stripLeading());
    }
    return values;
  }

  private static String trimEnd(String text) {
    int end = text.length();
    while (end > 0 && (text.charAt(end - 1) == ' ' || text.charAt(end - 1) == 0)) {
      end--;
    }
    return text.substring(0, end);
  }

  /** Each value as a number. */
  static double[] decimals(int tag, VR vr, byte[] value) {
    if (vr.isString()) {
      return split(vr, new String(value, java.nio.charset.StandardCharsets.ISO_8859_1)).stream()
          .filter(text -> !text.isEmpty())
          .mapToDouble(text -> parse(tag, vr, text))
          .toArray();
    }
    int unit = numberSize(tag, vr);
    if (value.length % unit != 0) {
      throw new InvalidDicomException(
          Tag.describe(tag) + ": " + value.length + " bytes are no whole number of " + vr);
    }
    ByteBuffer bytes = ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN);
    double[] numbers = new double[value.length / unit];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = number(vr, bytes);
    }
    return numbers;
  }

  private static int numberSize(int tag, VR vr) {
    return switch (vr) {
      case US, SS, OW -> 2;
      case UL, SL, FL, OF, OL, AT -> 4;
      case FD, OD, SV, UV, OV -> 8;
      case OB -> 1;
      default ->
          throw new InvalidDicomException(
              Tag.describe(tag) + ": VR " + vr + " holds no numbers; expected US, DS or the like");
    };
  }

  private static double number(VR vr, ByteBuffer bytes) {
    return switch (vr) {
      case OB -> bytes.get() & 0xFF;
      case US, OW -> bytes.getShort() & 0xFFFF;
      case SS -> bytes.getShort();
      case UL, OL -> bytes.getInt() & 0xFFFF_FFFFL;
      case SL -> bytes.getInt();
      case AT -> ((bytes.getShort() & 0xFFFF) << 16) | (bytes.getShort() & 0xFFFF);
      case FL, OF -> bytes.getFloat();
      case FD, OD -> bytes.getDouble();
      default -> bytes.getLong();
    };
  }

  private static double parse(int tag, VR vr, String text) {
    try {
      double number = Double.parseDouble(text);
      boolean plain = !text.isEmpty() && "dDfF".indexOf(text.charAt(text.length() - 1)) < 0;
      if (plain && Double.isFinite(number)) {
        return number;
      }
    } catch (NumberFormatException e) {
      // falls through to the message below, which must not quote the value
    }
    throw new InvalidDicomException(Tag.describe(tag) + ": the " + vr + " value is no number");
  }

  /** Little endian bytes of whole numbers, or characters where the VR is a string. */
  static byte[] encode(int tag, VR vr, long[] numbers) {
    int unit = numberSize(tag, vr);
    ByteBuffer bytes = ByteBuffer.allocate(unit * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (long number : numbers) {
      if (unit < 8 && (number < -1L << (8 * unit - 1) || number >= 1L << (8 * unit))) {
        throw new IllegalArgumentException(
            Tag.describe(tag) + ": " + vr + " doesn't hold " + number);
      }
      switch (vr) {
        case OB -> bytes.put((byte) number);
        case US, SS, OW -> bytes.putShort((short) number);
        case AT -> bytes.putShort((short) (number >>> 16)).putShort((short) number);
        case UL, SL, OL -> bytes.putInt((int) number);
        case FL, OF -> bytes.putFloat((float) number);
        case FD, OD -> bytes.putDouble((double) number);
        default -> bytes.putLong(number);
      }
    }
    return bytes.array();
  }

  /** Little endian bytes of FL or FD numbers. */
  static byte[] encode(int tag, VR vr, double[] numbers) {
    int unit = numberSize(tag, vr);
    ByteBuffer bytes = ByteBuffer.allocate(unit * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double number : numbers) {
      if (unit == 4) {
        bytes.putFloat((float) number);
      } else {
        bytes.putDouble(number);
      }
    }
    return bytes.array();
  }

  /** A DS value: the shortest exact text of the number, rounded where it needs above 16 bytes. */
  static String decimalString(double number) {
    if (!Double.isFinite(number)) {
      throw new IllegalArgumentException("DS holds no " + number);
    }
    if (number == Math.rint(number) && Math.abs(number) < 1e15) {
      return Long.toString((long) number);
    }
    String text = Double.toString(number);
    for (int digits = 14; text.length() > 16; digits--) {
      text = String.format(Locale.ROOT, "%." + digits + "G", number);
    }
    return text;
  }
}
