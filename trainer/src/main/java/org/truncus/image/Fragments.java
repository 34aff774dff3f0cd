package org.truncus.image;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.StoredBytes;
import org.truncus.dicom.Tag;

/** Which fragments of encapsulated pixel data make a frame (PS3.5 annex A.4). */
final class Fragments {

  private Fragments() {}

  /** The bytes of one frame; the first fragment of the list is the basic offset table. */
  static byte[] frame(List<StoredBytes> fragments, int frames, int frame) {
    if (fragments.size() < 2) {
      throw new InvalidDicomException(
          Tag.describe(Tag.PixelData) + ": there are no fragments, so there is no image");
    }
    List<StoredBytes> data = fragments.subList(1, fragments.size());
    if (frames == 1) {
      return join(data);
    }
    if (data.size() == frames) {
      return whole(data.get(frame));
    }
    byte[] table = whole(fragments.get(0));
    if (table.length < 4L * frames) {
      throw new InvalidDicomException(
          String.format(
              "%s: %d fragments for %d frames, and no offset table to tell which are whose",
              Tag.describe(Tag.PixelData), data.size(), frames));
    }
    long from = offset(table, frame);
    long to = frame + 1 < frames ? offset(table, frame + 1) : Long.MAX_VALUE;
    return between(data, from, to);
  }

  private static byte[] between(List<StoredBytes> data, long from, long to) {
    int first = -1;
    int last = data.size();
    long at = 0;
    for (int i = 0; i < data.size(); i++) {
      if (at == from) {
        first = i;
      }
      if (at == to) {
        last = i;
      }
      at += 8L + data.get(i).length();
    }
    if (first < 0 || last <= first) {
      throw new InvalidDicomException(
          Tag.describe(Tag.PixelData) + ": the offset table points between the fragments");
    }
    return join(data.subList(first, last));
  }

  private static byte[] join(List<StoredBytes> parts) {
    if (parts.size() == 1) {
      return whole(parts.get(0));
    }
    checkSize(parts.stream().mapToLong(StoredBytes::length).sum());
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    parts.forEach(part -> all.writeBytes(whole(part)));
    return all.toByteArray();
  }

  private static byte[] whole(StoredBytes part) {
    checkSize(part.length());
    return part.read(0, (int) part.length());
  }

  private static void checkSize(long bytes) {
    if (bytes > PixelLimits.MAX_FRAME_BYTES) {
      throw new UnsupportedImageException(
          Tag.describe(Tag.PixelData) + ": a compressed frame of " + bytes + " bytes");
    }
  }

  private static long offset(byte[] table, int frame) {
    int at = 4 * frame;
    return (table[at] & 0xFFL)
        | ((table[at + 1] & 0xFFL) << 8)
        | ((table[at + 2] & 0xFFL) << 16)
        | ((table[at + 3] & 0xFFL) << 24);
  }
}
