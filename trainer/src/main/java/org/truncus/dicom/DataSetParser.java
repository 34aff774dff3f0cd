package org.truncus.dicom;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Elements from bytes (PS3.5 section 7), in the bounds of {@link Limits}. */
final class DataSetParser {

  private static final long UNDEFINED = 0xFFFF_FFFFL;
  private static final int PIXEL_GROUP = 0x7FE0;
  private static final int SHORT = 64;

  private final DicomInput in;
  private final Limits limits;
  private final PixelPlan pixels;
  private boolean explicit;
  private boolean bigEndian;
  private int items;
  private int elements;
  private long held;
  private boolean stopped;

  DataSetParser(DicomInput in, Limits limits, PixelPlan pixels) {
    this.in = in;
    this.limits = limits;
    this.pixels = pixels;
  }

  /** A whole data set, to the end of the bytes or up to its pixel data. */
  DataSet parse(TransferSyntax syntax) throws IOException {
    encoding(syntax.explicit(), syntax.bigEndian());
    DataSet dataSet = new DataSet();
    while (!stopped && !in.atEnd()) {
      element(dataSet, in.end(), 0);
    }
    return dataSet;
  }

  /** The elements of group 0002, explicit little endian, up to the first of another group. */
  DataSet parseMeta() throws IOException {
    encoding(true, false);
    DataSet meta = new DataSet();
    while (true) {
      byte[] group = in.peek(2);
      if (group.length < 2 || group[0] != 2 || group[1] != 0) {
        return meta;
      }
      element(meta, in.end(), 0);
    }
  }

  private void encoding(boolean withVr, boolean bigEndianOrder) {
    explicit = withVr;
    bigEndian = bigEndianOrder;
    in.setBigEndian(bigEndianOrder);
  }

  /** One element; false where an item delimitation ended the item instead. */
  private boolean element(DataSet into, long end, int depth) throws IOException {
    long offset = in.position();
    int tag = in.readTag();
    if (tag == Tag.ItemDelimitationItem && depth > 0) {
      in.readUnsignedInt(tag);
      return false;
    }
    if (Tag.group(tag) == 0xFFFE) {
      throw invalid(tag, offset, "an item delimiter where an element was expected");
    }
    if (pixels.stop() && depth == 0 && Tag.group(tag) == PIXEL_GROUP) {
      stopped = true;
      return true;
    }
    if (++elements > limits.maxElements()) {
      throw unsupported(tag, offset, "more than " + limits.maxElements() + " elements");
    }
    VR vr = explicit ? readVr(tag, offset) : implicitVr(into, tag);
    long length = length(tag, vr);
    if (into.contains(tag)) {
      throw invalid(tag, offset, "the element is there twice");
    }
    into.put(value(into, tag, vr, length, end, depth, offset));
    return true;
  }

  private VR readVr(int tag, long offset) throws IOException {
    byte[] code = in.read(2, tag);
    VR vr = VR.of(code[0], code[1]);
    if (vr == null) {
      throw invalid(
          tag, offset, String.format("VR 0x%02x%02x isn't one of PS3.5", code[0], code[1]));
    }
    return vr;
  }

  private static VR implicitVr(DataSet into, int tag) {
    return Dictionary.followsPixelRepresentation(tag) && into.signedPixels()
        ? VR.SS
        : Dictionary.vr(tag);
  }

  private long length(int tag, VR vr) throws IOException {
    if (!explicit) {
      return in.readUnsignedInt(tag);
    }
    if (!vr.hasLongLength()) {
      return in.readUnsignedShort(tag);
    }
    in.read(2, tag);
    return in.readUnsignedInt(tag);
  }

  private Element value(DataSet into, int tag, VR vr, long length, long end, int depth, long offset)
      throws IOException {
    if (length == UNDEFINED) {
      return undefined(into, tag, vr, end, depth, offset);
    }
    check(tag, length, end, offset);
    if (vr == VR.SQ) {
      return sequence(into, tag, in.position() + length, depth, false);
    }
    long start = in.position();
    if (pixels.leaves(tag, depth)) {
      in.skip(length, tag);
      return new Element.Stored(
          tag, vr, pixels.bytes(start, length, bigEndian ? unit(into, tag, vr) : 1));
    }
    if (isTooMuch(length)) {
      in.skip(length, tag);
      return new Element.Skipped(tag, vr, length, start);
    }
    held += length;
    byte[] value = in.read((int) length, tag);
    if (vr == VR.UN && Dictionary.vr(tag) == VR.SQ) {
      return unknownSequence(into, tag, value);
    }
    if (bigEndian) {
      swap(value, unit(into, tag, vr));
    }
    return new Element.Bytes(tag, vr, value);
  }

  /** What is too long is passed over, and so is what comes when enough is held; UIDs never are. */
  private boolean isTooMuch(long length) {
    return length > limits.maxElementBytes()
        || (length > SHORT && held + length > limits.maxHeldBytes());
  }

  private void check(int tag, long length, long end, long offset) {
    if (length % 2 != 0) {
      throw invalid(tag, offset, "its length " + length + " is odd; DICOM lengths are even");
    }
    long left = end == DicomInput.UNKNOWN ? Long.MAX_VALUE : end - in.position();
    if (length > left) {
      throw invalid(
          tag, offset, "declares " + length + " bytes, but " + left + " are left around it");
    }
  }

  private Element undefined(DataSet into, int tag, VR vr, long end, int depth, long offset)
      throws IOException {
    if (Tag.group(tag) == PIXEL_GROUP && vr != VR.SQ && vr != VR.UN) {
      return pixels.leaves(tag, depth)
          ? new Element.StoredFragments(tag, vr, storedFragments(tag, end))
          : new Element.Fragments(tag, vr, fragments(tag, end));
    }
    if (vr == VR.SQ || (vr == VR.UN && !explicit)) {
      return sequence(into, tag, end, depth, true);
    }
    if (vr == VR.UN) { // PS3.5 section 6.2.2: a sequence in implicit little endian
      boolean order = bigEndian;
      encoding(false, false);
      Element sequence = sequence(into, tag, end, depth, true);
      encoding(true, order);
      return sequence;
    }
    throw invalid(tag, offset, "VR " + vr + " can't have an undefined length");
  }

  private Element.Sequence sequence(DataSet into, int tag, long end, int depth, boolean delimited)
      throws IOException {
    if (depth >= limits.maxDepth()) {
      throw unsupported(
          tag, in.position(), "sequences nested deeper than " + limits.maxDepth() + " levels");
    }
    List<DataSet> list = new ArrayList<>();
    while (delimited || in.position() < end) {
      long offset = in.position();
      int delimiter = in.readTag();
      long length = in.readUnsignedInt(delimiter);
      if (delimiter == Tag.SequenceDelimitationItem) {
        break;
      }
      if (delimiter != Tag.Item) {
        throw invalid(tag, offset, "its items are broken: found " + Tag.describe(delimiter));
      }
      if (++items > limits.maxItems()) {
        throw unsupported(tag, offset, "more than " + limits.maxItems() + " items");
      }
      list.add(item(into, tag, length, end, depth + 1, offset));
    }
    return new Element.Sequence(tag, List.copyOf(list));
  }

  private DataSet item(DataSet into, int tag, long length, long end, int depth, long offset)
      throws IOException {
    DataSet item = into.newItem();
    if (length == UNDEFINED) {
      boolean more = true;
      while (more) {
        more = element(item, end, depth);
      }
      return item;
    }
    check(tag, length, end, offset);
    long itemEnd = in.position() + length;
    while (in.position() < itemEnd) {
      element(item, itemEnd, depth);
    }
    if (in.position() > itemEnd) {
      throw invalid(tag, offset, "an item's elements run past its end");
    }
    return item;
  }

  private List<byte[]> fragments(int tag, long end) throws IOException {
    List<byte[]> list = new ArrayList<>();
    long total = 0;
    for (long length = fragment(tag, end); length >= 0; length = fragment(tag, end)) {
      total += length;
      if (total > limits.maxElementBytes()) {
        throw unsupported(tag, in.position(), "its fragments are longer than is held in memory");
      }
      list.add(in.read((int) length, tag));
    }
    return list;
  }

  private List<StoredBytes> storedFragments(int tag, long end) throws IOException {
    List<StoredBytes> list = new ArrayList<>();
    for (long length = fragment(tag, end); length >= 0; length = fragment(tag, end)) {
      list.add(pixels.bytes(in.position(), length, 1));
      in.skip(length, tag);
    }
    return list;
  }

  /** The length of the next fragment, or -1 where there is no further one. */
  private long fragment(int tag, long end) throws IOException {
    long offset = in.position();
    int delimiter = in.readTag();
    long length = in.readUnsignedInt(delimiter);
    if (delimiter == Tag.SequenceDelimitationItem) {
      return -1;
    }
    if (delimiter != Tag.Item || length == UNDEFINED) {
      throw invalid(tag, offset, "its fragments are broken: found " + Tag.describe(delimiter));
    }
    check(tag, length, end, offset);
    if (++items > limits.maxItems()) {
      throw unsupported(tag, offset, "more than " + limits.maxItems() + " items and fragments");
    }
    return length;
  }

  /** A known sequence that came as UN; what can't be parsed stays the bytes it was. */
  private Element unknownSequence(DataSet into, int tag, byte[] value) throws IOException {
    DicomInput inner = new DicomInput(new ByteArrayInputStream(value), 0, value.length);
    DataSetParser parser = new DataSetParser(inner, limits, PixelPlan.hold());
    parser.encoding(false, false);
    parser.items = items;
    parser.elements = elements;
    try {
      Element sequence = parser.sequence(into, tag, value.length, 0, false);
      items = parser.items;
      elements = parser.elements;
      return sequence;
    } catch (InvalidDicomException e) {
      return new Element.Bytes(tag, VR.UN, value);
    }
  }

  /**
   * Bytes of one number. Pixel cells of more than 8 bits are swapped whole: as OW they would come
   * out with their words in the wrong order at 32 bits, as OB not at all.
   */
  static int unit(DataSet dataSet, int tag, VR vr) {
    if (tag == Tag.PixelData && (vr == VR.OW || vr == VR.OB)) {
      return switch (dataSet.integer(Tag.BitsAllocated).orElse(8)) {
        case 16 -> 2;
        case 32 -> 4;
        default -> vr.unit();
      };
    }
    return vr.unit();
  }

  /** Reverses the bytes of each number in place. */
  static void swap(byte[] value, int unit) {
    for (int start = 0; unit > 1 && start + unit <= value.length; start += unit) {
      for (int i = start, j = start + unit - 1; i < j; i++, j--) {
        byte b = value[i];
        value[i] = value[j];
        value[j] = b;
      }
    }
  }

  private static InvalidDicomException invalid(int tag, long offset, String what) {
    return new InvalidDicomException(Tag.describe(tag) + " at offset " + offset + ": " + what);
  }

  private static UnsupportedDicomException unsupported(int tag, long offset, String what) {
    return new UnsupportedDicomException(Tag.describe(tag) + " at offset " + offset + ": " + what);
  }
}
