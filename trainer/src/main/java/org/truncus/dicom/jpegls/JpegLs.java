package org.truncus.dicom.jpegls;

import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;
import org.truncus.dicom.codec.FrameShape;

/** Decodes a JPEG-LS stream. */
public final class JpegLs {

  private static final int PRESETS = 5;

  private final FrameBytes in;
  private final FrameShape shape;
  private final int[] samples;
  private final boolean[] done;
  private int precision;
  private int[] ids;
  private int[] preset = new int[PRESETS];

  private JpegLs(byte[] frame, FrameShape shape) {
    this.in = new FrameBytes("JPEG-LS", frame);
    this.shape = shape;
    this.samples = new int[shape.pixels() * shape.samples()];
    this.done = new boolean[shape.samples()];
  }

  /**
   * The samples of a frame.
   *
   * @return {@code [H,W,S]}, unsigned; near-lossless ones as they are, within NEAR of the original
   * @throws org.truncus.dicom.InvalidDicomException where the stream is broken or of another shape
   * @throws org.truncus.dicom.UnsupportedDicomException where it uses palettes or restarts
   */
  public static int[] decode(byte[] frame, FrameShape shape) {
    return new JpegLs(frame, shape).decode();
  }

  private int[] decode() {
    if (in.marker() != 0xD8) {
      throw Broken.at(0, "not a JPEG-LS stream: it doesn't begin with FFD8");
    }
    while (!complete()) {
      int marker = in.marker();
      if (marker == 0xD9) {
        throw Broken.at(in.position(), "the JPEG-LS stream ends before all components are there");
      }
      int end = in.segmentEnd();
      switch (marker) {
        case 0xF7 -> frame();
        case 0xF8 -> presets();
        case 0xDD -> restarts();
        case 0xDA -> scan(end);
        default -> {
          if (marker >= 0xC0 && marker <= 0xCF) {
            throw Broken.at(in.position(), "a JPEG stream where JPEG-LS was expected");
          }
        }
      }
      if (marker != 0xDA) {
        in.seek(end);
      }
    }
    return samples;
  }

  private boolean complete() {
    boolean all = true;
    for (boolean component : done) {
      all &= component;
    }
    return all;
  }

  private void frame() {
    precision = in.u8();
    int height = in.u16();
    int width = in.u16();
    int count = in.u8();
    shape.require("JPEG-LS", height, width, count, precision);
    if (precision < 2 || precision > 16 || ids != null) {
      throw Broken.at(in.position(), "a JPEG-LS frame header that can't be");
    }
    ids = new int[count];
    for (int c = 0; c < count; c++) {
      ids[c] = in.u8();
      if (in.u8() != 0x11) {
        throw Broken.unsupported("JPEG-LS with subsampled colours isn't decoded");
      }
      in.u8();
    }
  }

  private void presets() {
    int type = in.u8();
    if (type != 1) {
      throw Broken.unsupported("JPEG-LS with a preset of type " + type + " isn't decoded");
    }
    preset = new int[PRESETS];
    for (int i = 0; i < PRESETS; i++) {
      preset[i] = in.u16();
    }
  }

  private void restarts() {
    if (in.u16() != 0) {
      throw Broken.unsupported("JPEG-LS with restart markers isn't decoded");
    }
  }

  private void scan(int end) {
    if (ids == null) {
      throw Broken.at(in.position(), "a JPEG-LS scan before the frame header");
    }
    int[] components = new int[in.u8()];
    if (components.length < 1 || components.length > ids.length) {
      throw Broken.at(in.position(), "a JPEG-LS scan of " + components.length + " components");
    }
    for (int c = 0; c < components.length; c++) {
      components[c] = component(in.u8());
      if (in.u8() != 0) {
        throw Broken.unsupported("JPEG-LS with a palette isn't decoded");
      }
    }
    int near = in.u8();
    int interleave = in.u8();
    if (in.u8() != 0 || interleave > 2 || (interleave == 0 && components.length > 1)) {
      throw Broken.at(in.position(), "a JPEG-LS scan header that can't be");
    }
    in.seek(end);
    lines(components, Parameters.of(preset, (1 << precision) - 1, near), interleave == 2);
  }

  private int component(int id) {
    for (int c = 0; c < ids.length; c++) {
      if (ids[c] == id) {
        done[c] = true;
        return c;
      }
    }
    throw Broken.at(in.position(), "a JPEG-LS scan of component " + id + ", which the frame lacks");
  }

  private void lines(int[] components, Parameters parameters, boolean byPixel) {
    LsBits bits = new LsBits(in);
    int width = shape.columns();
    LineDecoder decoder = new LineDecoder(parameters, bits, width, components.length);
    int[][] above = new int[components.length][width + 2];
    int[][] line = new int[components.length][width + 2];
    for (int y = 0; y < shape.rows(); y++) {
      if (byPixel) {
        decoder.pixels(above, line);
      } else {
        for (int c = 0; c < components.length; c++) {
          decoder.line(above[c], line[c], c);
        }
      }
      for (int c = 0; c < components.length; c++) {
        int at = y * width * shape.samples() + components[c];
        for (int x = 1; x <= width; x++, at += shape.samples()) {
          samples[at] = line[c][x];
        }
      }
      int[][] spare = above;
      above = line;
      line = spare;
    }
    bits.toMarker();
  }
}
