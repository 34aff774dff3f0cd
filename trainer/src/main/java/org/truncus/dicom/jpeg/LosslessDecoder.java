package org.truncus.dicom.jpeg;

import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;
import org.truncus.dicom.codec.FrameShape;

/** Lossless JPEG (T.81 annex H): each sample is predicted from its neighbours, the error coded. */
final class LosslessDecoder implements FrameDecoder {

  private final FrameHeader header;
  private final FrameShape shape;
  private final int[] samples;
  private final boolean[] done;

  LosslessDecoder(FrameHeader header, FrameShape shape) {
    this.header = header;
    this.shape = shape;
    if (header.horizontal() != 1 || header.vertical() != 1) {
      throw Broken.unsupported("lossless JPEG with subsampled colours isn't decoded");
    }
    this.samples = new int[shape.pixels() * shape.samples()];
    this.done = new boolean[shape.samples()];
  }

  @Override
  public FrameHeader header() {
    return header;
  }

  @Override
  public void scan(ScanHeader scan, Tables tables, FrameBytes in) {
    int predictor = scan.start();
    if (predictor < 1 || predictor > 7 || scan.low() >= header.precision()) {
      throw Broken.at(in.position(), "lossless JPEG with predictor " + predictor);
    }
    HuffmanTable[] huffman = new HuffmanTable[scan.components().length];
    for (int c = 0; c < huffman.length; c++) {
      huffman[c] = tables.dc(scan.dc()[c], in);
      done[scan.components()[c]] = true;
    }
    int interval = tables.restartInterval();
    if (interval % shape.columns() != 0) {
      throw Broken.unsupported("lossless JPEG that restarts within a line isn't decoded");
    }
    int lines = interval / shape.columns();
    JpegBits bits = new JpegBits(in);
    for (int y = 0; y < shape.rows(); y++) {
      boolean restart = lines > 0 && y > 0 && y % lines == 0;
      if (restart) {
        bits.restart();
      }
      line(scan, huffman, bits, y, restart || y == 0);
    }
    bits.toMarker();
  }

  private void line(ScanHeader scan, HuffmanTable[] huffman, JpegBits bits, int y, boolean first) {
    int stride = shape.samples();
    int row = shape.columns() * stride;
    int start = 1 << (header.precision() - scan.low() - 1);
    for (int x = 0; x < shape.columns(); x++) {
      for (int c = 0; c < huffman.length; c++) {
        int at = y * row + x * stride + scan.components()[c];
        int predicted;
        if (first) {
          predicted = x == 0 ? start : samples[at - stride] >> scan.low();
        } else if (x == 0) {
          predicted = samples[at - row] >> scan.low();
        } else {
          predicted =
              predicted(
                  scan.start(),
                  samples[at - stride] >> scan.low(),
                  samples[at - row] >> scan.low(),
                  samples[at - row - stride] >> scan.low());
        }
        samples[at] = ((predicted + difference(huffman[c], bits)) & 0xFFFF) << scan.low();
      }
    }
  }

  private static int predicted(int predictor, int left, int above, int corner) {
    return switch (predictor) {
      case 1 -> left;
      case 2 -> above;
      case 3 -> corner;
      case 4 -> left + above - corner;
      case 5 -> left + ((above - corner) >> 1);
      case 6 -> above + ((left - corner) >> 1);
      default -> (left + above) >> 1;
    };
  }

  private static int difference(HuffmanTable table, JpegBits bits) {
    int category = table.next(bits);
    if (category > 16) {
      throw bits.broken("lossless JPEG with a difference of " + category + " bits");
    }
    return category == 16 ? 1 << 15 : bits.extended(category);
  }

  @Override
  public boolean isComplete() {
    boolean all = true;
    for (boolean component : done) {
      all &= component;
    }
    return all;
  }

  @Override
  public int[] samples() {
    return samples;
  }
}
