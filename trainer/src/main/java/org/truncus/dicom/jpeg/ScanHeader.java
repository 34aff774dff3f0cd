package org.truncus.dicom.jpeg;

import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;

/**
 * A scan header (T.81 section B.2.3).
 *
 * @param components their positions in the frame header
 * @param dc for each its Huffman table for DC, or for lossless differences
 * @param ac for each its Huffman table for AC
 * @param start of the spectral selection; the predictor of lossless
 * @param end of the spectral selection
 * @param high successive approximation, 0 outside of progressive
 * @param low the point transform
 */
@SuppressWarnings("ArrayRecordComponent") // private to the package, never compared
record ScanHeader(int[] components, int[] dc, int[] ac, int start, int end, int high, int low) {

  static ScanHeader read(FrameBytes in, FrameHeader frame) {
    int count = in.u8();
    if (count < 1 || count > frame.components().size()) {
      throw Broken.at(in.position(), "a JPEG scan of " + count + " components");
    }
    int[] components = new int[count];
    int[] dc = new int[count];
    int[] ac = new int[count];
    for (int c = 0; c < count; c++) {
      components[c] = position(in.u8(), frame, in);
      int tables = in.u8();
      dc[c] = tables >> 4;
      ac[c] = tables & 15;
    }
    int start = in.u8();
    int end = in.u8();
    int approximation = in.u8();
    return new ScanHeader(components, dc, ac, start, end, approximation >> 4, approximation & 15);
  }

  private static int position(int id, FrameHeader frame, FrameBytes in) {
    for (int c = 0; c < frame.components().size(); c++) {
      if (frame.components().get(c).id() == id) {
        return c;
      }
    }
    throw Broken.at(in.position(), "a JPEG scan of component " + id + ", which the frame lacks");
  }
}
