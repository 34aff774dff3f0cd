package org.truncus.weights.bytes;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.truncus.weights.InvalidWeightsException;

/**
 * A little-endian cursor that refuses to leave its buffer, so that a hostile length can neither
 * read elsewhere nor allocate more than there is.
 */
public final class ByteReader {

  private static final int LONG_BYTES = 8;
  private static final int MAX_RANK = 32;

  private final ByteBuffer bytes;
  private final String where;

  /**
   * @param bytes to be read from 0 to its capacity; neither its position nor its limit moves
   * @param where the file, for messages
   */
  public ByteReader(ByteBuffer bytes, String where) {
    this.bytes = bytes.duplicate().clear().order(ByteOrder.LITTLE_ENDIAN);
    this.where = where;
  }

  /** A cursor over a part of this one's bytes, which starts at 0 again. */
  public ByteReader slice(long position, long length) {
    check(position, length);
    return new ByteReader(bytes.slice((int) position, (int) length), where);
  }

  /** The same bytes, read from a position. */
  public ByteReader at(long position) {
    check(position, 0);
    ByteReader reader = new ByteReader(bytes, where);
    reader.bytes.position((int) position);
    return reader;
  }

  /** Where the next byte is read. */
  public int position() {
    return bytes.position();
  }

  /** How many bytes follow. */
  public int remaining() {
    return bytes.remaining();
  }

  /** How many bytes there are from 0. */
  public int size() {
    return bytes.capacity();
  }

  /** What the messages call the file. */
  public String where() {
    return where;
  }

  /** The next byte, 0 to 255. */
  public int u8() {
    check(bytes.position(), 1);
    return bytes.get() & 0xff;
  }

  /** The next two bytes, 0 to 65535. */
  public int u16() {
    check(bytes.position(), 2);
    return bytes.getShort() & 0xffff;
  }

  /** The next four bytes as an unsigned number. */
  public long u32() {
    check(bytes.position(), 4);
    return bytes.getInt() & 0xffffffffL;
  }

  /** The next four bytes as a signed number. */
  public int i32() {
    check(bytes.position(), 4);
    return bytes.getInt();
  }

  /** The next eight bytes as a signed number. */
  public long i64() {
    check(bytes.position(), LONG_BYTES);
    return bytes.getLong();
  }

  /** An unsigned number of 1 to 8 bytes; one of 2^63 or more comes out negative. */
  public long unsigned(int size) {
    check(bytes.position(), size);
    long value = 0;
    for (int i = 0; i < size; i++) {
      value |= (bytes.get() & 0xffL) << (Byte.SIZE * i);
    }
    return value;
  }

  /** Leaves out bytes. */
  public ByteReader skip(long count) {
    check(bytes.position(), count);
    bytes.position(bytes.position() + (int) count);
    return this;
  }

  /** The next bytes as a buffer of their own, without copying. */
  public ByteBuffer take(long count) {
    check(bytes.position(), count);
    ByteBuffer taken = bytes.slice(bytes.position(), (int) count).order(ByteOrder.LITTLE_ENDIAN);
    bytes.position(bytes.position() + (int) count);
    return taken;
  }

  /** The next bytes, copied. */
  public byte[] copy(long count) {
    check(bytes.position(), count);
    byte[] copy = new byte[(int) count];
    bytes.get(copy);
    return copy;
  }

  /** The next bytes as text in UTF-8. */
  public String text(long count) {
    return new String(copy(count), StandardCharsets.UTF_8);
  }

  /** The text before the next byte of this value, which is left behind. */
  public String textUntil(int terminator) {
    int start = bytes.position();
    int end = start;
    while (end < bytes.limit() && (bytes.get(end) & 0xff) != terminator) {
      end++;
    }
    String text = text(end - start);
    skip(1);
    return text;
  }

  /** Whether the bytes that follow are these; leaves them behind where they are. */
  public boolean skipIf(byte[] expected) {
    if (bytes.remaining() < expected.length) {
      return false;
    }
    for (int i = 0; i < expected.length; i++) {
      if (bytes.get(bytes.position() + i) != expected[i]) {
        return false;
      }
    }
    bytes.position(bytes.position() + expected.length);
    return true;
  }

  /** Leaves a signature of ASCII characters behind, or refuses the file. */
  public void expect(String signature) {
    if (!skipIf(signature.getBytes(StandardCharsets.US_ASCII))) {
      throw damaged("expected '%s' at byte %d".formatted(signature, bytes.position()));
    }
  }

  /** The shape of a tensor: no negative size, and a number of elements that Java can index. */
  public int[] shape(String name, long... sizes) {
    int[] shape = new int[sizes.length];
    long elements = 1;
    boolean sound = sizes.length <= MAX_RANK;
    for (int i = 0; sound && i < sizes.length; i++) {
      sound = sizes[i] >= 0 && sizes[i] <= Integer.MAX_VALUE;
      elements *= sizes[i];
      sound &= elements >= 0 && elements <= Integer.MAX_VALUE;
      shape[i] = (int) sizes[i];
    }
    if (!sound) {
      throw damaged("tensor %s has a bad shape, %s".formatted(name, Arrays.toString(sizes)));
    }
    return shape;
  }

  /** A refusal that names the file. */
  public InvalidWeightsException damaged(String reason) {
    return new InvalidWeightsException("%s: damaged: %s".formatted(where, reason));
  }

  private void check(long position, long count) {
    if (position < 0 || count < 0 || position > bytes.capacity() - count) {
      throw damaged(
          "%d bytes were expected at byte %d, there are %d in all"
              .formatted(count, position, bytes.capacity()));
    }
  }
}
