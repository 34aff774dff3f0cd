package org.truncus.dicom.jpeg;

import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;
import org.truncus.dicom.codec.FrameShape;

/** Decodes a JPEG stream: lossless of 2 to 16 bits, sequential DCT of 8 and 12 bits. */
public final class Jpeg {

  private static final int BASELINE = 0xC0;
  private static final int EXTENDED = 0xC1;
  private static final int LOSSLESS = 0xC3;

  private final FrameBytes in;
  private final FrameShape shape;
  private final Tables tables = new Tables();
  private FrameDecoder decoder;

  private Jpeg(byte[] frame, FrameShape shape) {
    this.in = new FrameBytes("JPEG", frame);
    this.shape = shape;
  }

  /**
   * The samples of a frame.
   *
   * @return {@code [H,W,S]}, unsigned
   * @throws org.truncus.dicom.InvalidDicomException where the stream is broken or of another shape
   * @throws org.truncus.dicom.UnsupportedDicomException where its process isn't decoded
   */
  public static int[] decode(byte[] frame, FrameShape shape) {
    return new Jpeg(frame, shape).decode();
  }

  private int[] decode() {
    if (in.marker() != 0xD8) {
      throw Broken.at(0, "not a JPEG stream: it doesn't begin with FFD8");
    }
    while (true) {
      int marker = in.marker();
      if (marker == 0xD9) {
        throw Broken.at(in.position(), "the JPEG stream ends before all components are there");
      }
      if (marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
        continue;
      }
      int end = in.segmentEnd();
      segment(marker, end);
      if (marker == 0xDA) {
        if (decoder.isComplete()) {
          return decoder.samples();
        }
      } else {
        in.seek(end);
      }
    }
  }

  private void segment(int marker, int end) {
    switch (marker) {
      case 0xC4 -> tables.huffman(in, end);
      case 0xDB -> tables.quantization(in, end);
      case 0xDD -> tables.setRestartInterval(in.u16());
      case 0xDA -> scan(end);
      default -> {
        if (marker >= 0xC0 && marker <= 0xCF) {
          frame(marker);
        }
      }
    }
  }

  private void frame(int process) {
    if (process != BASELINE && process != EXTENDED && process != LOSSLESS) {
      throw Broken.unsupported(
          "JPEG of process SOF" + (process - BASELINE) + " isn't decoded; SOF0, 1 and 3 are");
    }
    if (decoder != null) {
      throw Broken.at(in.position(), "a second JPEG frame header");
    }
    FrameHeader header = FrameHeader.read(in, shape);
    decoder =
        process == LOSSLESS
            ? new LosslessDecoder(header, shape)
            : new SequentialDecoder(header, shape);
  }

  private void scan(int end) {
    if (decoder == null) {
      throw Broken.at(in.position(), "a JPEG scan before the frame header");
    }
    ScanHeader scan = ScanHeader.read(in, decoder.header());
    in.seek(end);
    decoder.scan(scan, tables, in);
  }
}
