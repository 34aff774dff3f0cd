package org.truncus.dicom;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Elements to bytes in one encoding; sequences and items have defined lengths, but for sequences of
 * unknown tags in implicit VR.
 */
final class DicomOutput {

  private static final int PIECE = 1 << 20;
  private static final int UNDEFINED = 0xFFFF_FFFF;

  private final boolean explicit;
  private final boolean bigEndian;

  DicomOutput(boolean explicit, boolean bigEndian) {
    this.explicit = explicit;
    this.bigEndian = bigEndian;
  }

  /** All elements but group lengths, which are of no use behind group 0002 (PS3.5 section 7.2). */
  void dataSet(OutputStream out, DataSet dataSet) throws IOException {
    CharacterSet set = dataSet.characterSet();
    for (Element element : dataSet) {
      if (Tag.element(element.tag()) != 0) {
        element(out, dataSet, element, set);
      }
    }
  }

  /** The group length element of group 0000 or 0002. */
  void groupLength(OutputStream out, int tag, int length) throws IOException {
    header(out, tag, VR.UL, 4);
    int32(out, length);
  }

  private void element(OutputStream out, DataSet dataSet, Element element, CharacterSet set)
      throws IOException {
    if (element instanceof Element.Sequence sequence) {
      sequence(out, sequence);
    } else if (element instanceof Element.Fragments fragments) {
      fragments(out, fragments, fragments.fragments().stream().map(StoredBytes::of).toList());
    } else if (element instanceof Element.StoredFragments fragments) {
      fragments(out, fragments, fragments.fragments());
    } else if (element instanceof Element.Stored stored) {
      stored(out, stored, DataSetParser.unit(dataSet, stored.tag(), stored.vr()));
    } else if (element instanceof Element.Text text) {
      bytes(out, text.tag(), text.vr(), DicomWriter.encode(text, set), 1);
    } else if (element instanceof Element.Bytes bytes) {
      int unit = DataSetParser.unit(dataSet, bytes.tag(), bytes.vr());
      bytes(out, bytes.tag(), bytes.vr(), bytes.value(), unit);
    } else {
      throw new UnsupportedDicomException(
          Tag.describe(element.tag())
              + ": its value was too long to be held when the file was read, and can't be written");
    }
  }

  private void sequence(OutputStream out, Element.Sequence sequence) throws IOException {
    ByteArrayOutputStream items = new ByteArrayOutputStream();
    for (DataSet item : sequence.items()) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      dataSet(content, item);
      tag(items, Tag.Item);
      int32(items, content.size());
      content.writeTo(items);
    }
    // Without VR an unknown tag tells that it is a sequence by its undefined length alone.
    boolean undefined = !explicit && Dictionary.vr(sequence.tag()) != VR.SQ;
    header(out, sequence.tag(), VR.SQ, undefined ? UNDEFINED : items.size());
    items.writeTo(out);
    if (undefined) {
      tag(out, Tag.SequenceDelimitationItem);
      int32(out, 0);
    }
  }

  private void fragments(OutputStream out, Element element, List<StoredBytes> fragments)
      throws IOException {
    header(out, element.tag(), element.vr(), UNDEFINED);
    for (StoredBytes fragment : fragments) {
      tag(out, Tag.Item);
      int32(out, (int) fragment.length());
      copy(out, fragment, 1);
    }
    tag(out, Tag.SequenceDelimitationItem);
    int32(out, 0);
  }

  /** A value that stayed in its file; files have even lengths. */
  private void stored(OutputStream out, Element.Stored stored, int unit) throws IOException {
    header(out, stored.tag(), stored.vr(), (int) stored.bytes().length());
    copy(out, stored.bytes(), bigEndian ? unit : 1);
  }

  private static void copy(OutputStream out, StoredBytes bytes, int unit) throws IOException {
    for (long at = 0; at < bytes.length(); at += PIECE) {
      byte[] piece = bytes.read(at, (int) Math.min(PIECE, bytes.length() - at));
      if (unit > 1) {
        piece = piece.clone();
        DataSetParser.swap(piece, unit);
      }
      out.write(piece);
    }
  }

  private void bytes(OutputStream out, int tag, VR vr, byte[] value, int unit) throws IOException {
    boolean odd = value.length % 2 != 0;
    int length = value.length + (odd ? 1 : 0);
    boolean tooLong = explicit && !vr.hasLongLength() && length > 0xFFFE;
    header(out, tag, tooLong ? VR.UN : vr, length); // PS3.5 section 6.2.2, note on long values
    byte[] padded = odd || bigEndian ? Arrays.copyOf(value, length) : value;
    if (odd) {
      padded[length - 1] = vr.padding();
    }
    if (bigEndian && !tooLong) {
      DataSetParser.swap(padded, unit);
    }
    out.write(padded);
  }

  private void header(OutputStream out, int tag, VR vr, int length) throws IOException {
    tag(out, tag);
    if (!explicit) {
      int32(out, length);
      return;
    }
    out.write(vr.name().charAt(0));
    out.write(vr.name().charAt(1));
    if (vr.hasLongLength()) {
      int16(out, 0);
      int32(out, length);
    } else {
      int16(out, length);
    }
  }

  private void tag(OutputStream out, int tag) throws IOException {
    int16(out, Tag.group(tag));
    int16(out, Tag.element(tag));
  }

  private void int16(OutputStream out, int value) throws IOException {
    out.write(bigEndian ? value >>> 8 : value);
    out.write(bigEndian ? value : value >>> 8);
  }

  private void int32(OutputStream out, int value) throws IOException {
    int16(out, bigEndian ? value >>> 16 : value);
    int16(out, bigEndian ? value : value >>> 16);
  }
}
