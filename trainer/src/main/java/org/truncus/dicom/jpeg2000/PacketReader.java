package org.truncus.dicom.jpeg2000;

import java.util.ArrayList;
import java.util.List;
import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;

/** Reads packets: which code blocks get how many bytes for how many passes (T.800 section B.10). */
final class PacketReader {

  private static final int MOST_PLANES = 74;

  private final FrameBytes in;
  private final boolean ends;

  /** What a packet brings to a block. */
  private record Share(CodeBlock.Segment segment, int length) {}

  /**
   * A reader of a tile's packets.
   *
   * @param ends whether a marker stands behind each header
   */
  PacketReader(FrameBytes in, boolean ends) {
    this.in = in;
    this.ends = ends;
  }

  void read(Precinct precinct, int layer) {
    skipMarker(0x91, 6);
    HeaderBits bits = new HeaderBits(in);
    List<Share> shares = new ArrayList<>();
    if (bits.bit() == 1) {
      for (Precinct.Part part : precinct.parts) {
        for (int b = 0; b < part.blocks().size(); b++) {
          block(precinct, part, b, layer, bits, shares);
        }
      }
    }
    bits.align();
    if (ends) {
      skipMarker(0x92, 2);
    }
    for (Share share : shares) {
      int at = in.position();
      in.seek(at + share.length());
      share.segment().pieces.add(new int[] {at, share.length()});
      share.segment().length += share.length();
    }
  }

  private void skipMarker(int code, int length) {
    byte[] array = in.array();
    int at = in.position();
    if (in.left() >= length && (array[at] & 0xFF) == 0xFF && (array[at + 1] & 0xFF) == code) {
      in.seek(at + length);
    }
  }

  private void block(
      Precinct precinct,
      Precinct.Part part,
      int b,
      int layer,
      HeaderBits bits,
      List<Share> shares) {
    CodeBlock block = part.blocks().get(b);
    int x = b % part.across();
    int y = b / part.across();
    boolean comes =
        block.included ? bits.bit() == 1 : part.inclusion().isBelow(x, y, layer + 1, bits);
    if (!comes) {
      return;
    }
    if (!block.included) {
      block.included = true;
      block.missingPlanes = part.missing().value(x, y, MOST_PLANES, bits);
    }
    int passes = passes(bits);
    while (bits.bit() == 1) {
      if (++block.lengthBits > 31) {
        throw Broken.at(in.position(), "a JPEG 2000 packet of impossible length");
      }
    }
    while (passes > 0) {
      CodeBlock.Segment segment = block.next(precinct.style);
      int taken = Math.min(passes, segment.most - segment.passes);
      int wide = block.lengthBits + 31 - Integer.numberOfLeadingZeros(taken);
      int length = bits.read(Math.min(31, wide));
      if (length > in.left()) {
        throw Broken.at(in.position(), "the JPEG 2000 data are cut short");
      }
      segment.passes += taken;
      block.passes += taken;
      passes -= taken;
      shares.add(new Share(segment, length));
    }
  }

  private static int passes(HeaderBits bits) {
    if (bits.bit() == 0) {
      return 1;
    }
    if (bits.bit() == 0) {
      return 2;
    }
    int few = bits.read(2);
    if (few < 3) {
      return 3 + few;
    }
    int more = bits.read(5);
    return more < 31 ? 6 + more : 37 + bits.read(7);
  }
}
