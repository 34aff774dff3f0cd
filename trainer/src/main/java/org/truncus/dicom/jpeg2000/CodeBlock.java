package org.truncus.dicom.jpeg2000;

import java.util.ArrayList;
import java.util.List;

/** A code block: where it is in its subband, and the coded bytes that have come for it so far. */
final class CodeBlock {

  /** A run of coding passes whose codeword ends with it. */
  static final class Segment {
    final int most;
    int passes;
    int length;
    final List<int[]> pieces = new ArrayList<>();

    Segment(int most) {
      this.most = most;
    }
  }

  final Area area;
  final List<Segment> segments = new ArrayList<>();
  boolean included;
  int missingPlanes;
  int lengthBits = 3;
  int passes;

  CodeBlock(Area area) {
    this.area = area;
  }

  /** The segment that the next pass belongs to. */
  Segment next(CodingStyle style) {
    Segment last = segments.isEmpty() ? null : segments.get(segments.size() - 1);
    if (last == null || last.passes == last.most) {
      last = new Segment(most(style));
      segments.add(last);
    }
    return last;
  }

  /** How many passes the segment holds that begins with the next pass. */
  private int most(CodingStyle style) {
    if (style.has(CodingStyle.TERMINATE_ALL)) {
      return 1;
    }
    if (!style.has(CodingStyle.BYPASS)) {
      return Integer.MAX_VALUE;
    }
    return passes < BlockDecoder.FIRST_RAW ? BlockDecoder.FIRST_RAW : passes % 3 == 0 ? 1 : 2;
  }

  /** The bytes of a segment in one array. */
  static byte[] bytes(Segment segment, byte[] frame) {
    byte[] bytes = new byte[segment.length];
    int at = 0;
    for (int[] piece : segment.pieces) {
      System.arraycopy(frame, piece[0], bytes, at, piece[1]);
      at += piece[1];
    }
    return bytes;
  }
}
