package org.truncus.dicom.jpeg2000;

import java.util.Map;
import java.util.TreeMap;
import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;
import org.truncus.dicom.codec.FrameShape;

/** Decodes a JPEG 2000 codestream, bare as PS3.5 wants it or in the boxes of a JP2 file. */
public final class Jpeg2000 {

  private static final int SIZ = 0x51;
  private static final int SOT = 0x90;
  private static final int SOD = 0x93;
  private static final int EOC = 0xD9;
  private static final long CODESTREAM = 0x6A703263;

  private final FrameBytes in;
  private final FrameShape shape;
  private final Map<Integer, Tile> tiles = new TreeMap<>();
  private final Map<Integer, Header> headers = new TreeMap<>();
  private Header header;

  private Jpeg2000(byte[] frame, FrameShape shape) {
    this.in = new FrameBytes("JPEG 2000", frame);
    this.shape = shape;
  }

  /**
   * The samples of a frame, the colour transform of the codestream undone.
   *
   * @return {@code [H,W,S]}; signed components as signed numbers
   * @throws org.truncus.dicom.InvalidDicomException where the stream is broken or of another shape
   * @throws org.truncus.dicom.UnsupportedDicomException where it uses what DICOM images don't
   */
  public static int[] decode(byte[] frame, FrameShape shape) {
    return new Jpeg2000(frame, shape).decode();
  }

  private int[] decode() {
    findCodestream();
    mainHeader();
    while (tilePart()) {
      // each leaves the bytes behind itself
    }
    ImageSize size = header.size();
    if (tiles.size() < size.across() * size.down()) {
      throw Broken.frame("the JPEG 2000 data are cut short: tiles are missing");
    }
    int[] samples = new int[shape.pixels() * shape.samples()];
    tiles.values().forEach(tile -> tile.decode(in.array(), samples));
    return samples;
  }

  private void findCodestream() {
    byte[] array = in.array();
    boolean boxes = array.length > 8 && array[0] == 0 && array[4] == 'j' && array[5] == 'P';
    while (boxes) {
      int start = in.position();
      long length = in.u32();
      if (in.u32() == CODESTREAM) {
        break;
      }
      if (length < 8 || start + length > array.length) {
        throw Broken.at(start, "a JP2 box that can't be");
      }
      in.seek((int) (start + length));
    }
    if (in.marker() != 0x4F) {
      throw Broken.at(in.position(), "not a JPEG 2000 codestream: it doesn't begin with FF4F");
    }
  }

  private void mainHeader() {
    int marker = in.marker();
    while (marker != SOT) {
      int end = in.segmentEnd();
      if (marker == SIZ) {
        header = new Header(ImageSize.read(in, shape));
      } else if (header == null) {
        throw Broken.at(in.position(), "a JPEG 2000 header without the image's size");
      } else {
        header.segment(marker, in, end);
      }
      in.seek(end);
      marker = in.marker();
    }
    if (header == null) {
      throw Broken.at(in.position(), "a JPEG 2000 header without the image's size");
    }
    header.check();
    in.seek(in.position() - 2);
  }

  /** One tile-part; false where the codestream has ended. */
  private boolean tilePart() {
    if (in.left() < 2) {
      return false;
    }
    int start = in.position();
    int marker = in.marker();
    if (marker == EOC) {
      return false;
    }
    if (marker != SOT) {
      throw Broken.at(start, "no JPEG 2000 tile where one was expected");
    }
    int end = in.segmentEnd();
    int number = in.u16();
    long length = in.u32();
    in.seek(end);
    ImageSize size = header.size();
    if (number >= size.across() * size.down()) {
      throw Broken.at(start, "a JPEG 2000 tile outside of the image");
    }
    Header own = headers.computeIfAbsent(number, n -> header.copy());
    tileHeader(own);
    long last = length == 0 ? in.position() + in.left() : start + length;
    if (last < in.position() || last > in.position() + in.left()) {
      throw Broken.at(start, "the JPEG 2000 data are cut short");
    }
    tiles.computeIfAbsent(number, n -> new Tile(own, size.tile(n))).add(in.position(), (int) last);
    in.seek((int) last);
    return true;
  }

  private void tileHeader(Header own) {
    int marker = in.marker();
    while (marker != SOD) {
      int end = in.segmentEnd();
      own.segment(marker, in, end);
      in.seek(end);
      marker = in.marker();
    }
  }
}
