package org.truncus.dicom.jpeg;

import java.util.Arrays;
import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;
import org.truncus.dicom.codec.FrameShape;

/** Sequential DCT (T.81 annex F), baseline and extended, of 8 and 12 bits. */
final class SequentialDecoder implements FrameDecoder {

  private static final int BLOCK = 8;

  private final FrameHeader header;
  private final FrameShape shape;
  private final int[][] planes;
  private final int[] widths;
  private final boolean[] done;
  private final InverseDct transform;
  private final int unitsAcross;
  private final int unitsDown;

  SequentialDecoder(FrameHeader header, FrameShape shape) {
    if (header.precision() != 8 && header.precision() != 12) {
      throw Broken.at(0, "sequential JPEG of " + header.precision() + " bits can't be");
    }
    this.header = header;
    this.shape = shape;
    this.transform = new InverseDct(header.precision());
    this.unitsAcross = ceil(shape.columns(), BLOCK * header.horizontal());
    this.unitsDown = ceil(shape.rows(), BLOCK * header.vertical());
    int components = shape.samples();
    this.planes = new int[components][];
    this.widths = new int[components];
    this.done = new boolean[components];
    for (int c = 0; c < components; c++) {
      FrameHeader.Component component = header.components().get(c);
      widths[c] = unitsAcross * component.horizontal() * BLOCK;
      planes[c] = new int[widths[c] * unitsDown * component.vertical() * BLOCK];
    }
  }

  private static int ceil(int a, int b) {
    return (a + b - 1) / b;
  }

  @Override
  public FrameHeader header() {
    return header;
  }

  @Override
  public void scan(ScanHeader scan, Tables tables, FrameBytes in) {
    if (scan.start() != 0 || scan.end() != 63 || scan.high() != 0 || scan.low() != 0) {
      throw Broken.at(in.position(), "a progressive JPEG scan in a sequential frame");
    }
    JpegBits bits = new JpegBits(in);
    BlockReader[] readers = new BlockReader[scan.components().length];
    for (int c = 0; c < readers.length; c++) {
      int component = scan.components()[c];
      int table = header.components().get(component).quantization();
      readers[c] =
          new BlockReader(
              tables.dc(scan.dc()[c], in),
              tables.ac(scan.ac()[c], in),
              tables.quantization(table, in),
              bits);
      done[component] = true;
    }
    units(scan, readers, bits, tables.restartInterval());
    bits.toMarker();
  }

  /** A scan of one component counts the blocks that it needs, one of several whole units. */
  private void units(ScanHeader scan, BlockReader[] readers, JpegBits bits, int interval) {
    FrameHeader.Component only = header.components().get(scan.components()[0]);
    boolean single = readers.length == 1;
    int across =
        single
            ? ceil(ceil(shape.columns() * only.horizontal(), header.horizontal()), BLOCK)
            : unitsAcross;
    int down =
        single ? ceil(ceil(shape.rows() * only.vertical(), header.vertical()), BLOCK) : unitsDown;
    for (int unit = 0; unit < across * down; unit++) {
      if (interval > 0 && unit > 0 && unit % interval == 0) {
        bits.restart();
        Arrays.stream(readers).forEach(BlockReader::restart);
      }
      int x = unit % across;
      int y = unit / across;
      if (single) {
        block(readers[0], scan.components()[0], x, y);
      } else {
        unit(scan, readers, x, y);
      }
    }
  }

  private void unit(ScanHeader scan, BlockReader[] readers, int x, int y) {
    for (int c = 0; c < readers.length; c++) {
      int component = scan.components()[c];
      FrameHeader.Component sampling = header.components().get(component);
      for (int v = 0; v < sampling.vertical(); v++) {
        for (int h = 0; h < sampling.horizontal(); h++) {
          block(readers[c], component, x * sampling.horizontal() + h, y * sampling.vertical() + v);
        }
      }
    }
  }

  private void block(BlockReader reader, int component, int x, int y) {
    int at = y * BLOCK * widths[component] + x * BLOCK;
    transform.into(reader.next(), planes[component], at, widths[component]);
  }

  @Override
  public boolean isComplete() {
    boolean all = true;
    for (boolean component : done) {
      all &= component;
    }
    return all;
  }

  /** Subsampled components are repeated. */
  @Override
  public int[] samples() {
    int count = shape.samples();
    int[] samples = new int[shape.pixels() * count];
    for (int c = 0; c < count; c++) {
      FrameHeader.Component component = header.components().get(c);
      for (int y = 0; y < shape.rows(); y++) {
        int row = y * component.vertical() / header.vertical() * widths[c];
        for (int x = 0; x < shape.columns(); x++) {
          samples[(y * shape.columns() + x) * count + c] =
              planes[c][row + x * component.horizontal() / header.horizontal()];
        }
      }
    }
    return samples;
  }
}
