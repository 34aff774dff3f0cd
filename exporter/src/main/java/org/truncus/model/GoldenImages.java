package org.truncus.model;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import javax.imageio.ImageIO;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.ProjectionRadiograph;
import org.truncus.dicom.UID;

/**
 * The images of the golden vectors: smooth made-up shapes with a little noise, a function of the
 * network's size alone. They are nobody's images. Odd sizes, 8 and 16 bits, colour, and DICOM with
 * a window and in both polarities go through the whole pixel pipeline.
 */
final class GoldenImages {

  private static final int LARGEST_SQUARE = 512;
  private static final int BITS = 12;

  private GoldenImages() {}

  /**
   * The files by name, in the order they are replayed.
   *
   * @param size side of the network's input; the first image has just this size
   */
  static Map<String, byte[]> files(int size) {
    int side = Math.min(size, LARGEST_SQUARE);
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put("square.png", png(side, side, BufferedImage.TYPE_BYTE_GRAY, 1));
    files.put("wide.png", png(17, 400, BufferedImage.TYPE_BYTE_GRAY, 2));
    files.put("tall.png", png(157, 43, BufferedImage.TYPE_BYTE_GRAY, 3));
    files.put("pixel.png", png(1, 1, BufferedImage.TYPE_BYTE_GRAY, 4));
    files.put("sixteen-bit.png", png(61, 47, BufferedImage.TYPE_USHORT_GRAY, 5));
    files.put("colour.png", png(53, 71, BufferedImage.TYPE_INT_RGB, 6));
    files.put("monochrome1.dcm", dicom(90, 75, true, 7));
    files.put("monochrome2.dcm", dicom(75, 90, false, 8));
    return files;
  }

  private static byte[] png(int height, int width, int type, long seed) {
    BufferedImage image = new BufferedImage(width, height, type);
    int bands = image.getRaster().getNumBands();
    int most = type == BufferedImage.TYPE_USHORT_GRAY ? 0xffff : 0xff;
    for (int band = 0; band < bands; band++) {
      double[] shape = shape(height, width, seed + 100L * band);
      for (int i = 0; i < shape.length; i++) {
        image.getRaster().setSample(i % width, i / width, band, (int) (shape[i] * most));
      }
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      ImageIO.write(image, "png", bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory
    }
    return bytes.toByteArray();
  }

  private static byte[] dicom(int height, int width, boolean monochrome1, long seed) {
    double[] shape = shape(height, width, seed);
    short[] values = new short[shape.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) (shape[i] * ((1 << BITS) - 1));
    }
    String name = "truncus/golden/" + seed;
    ProjectionRadiograph radiograph =
        ProjectionRadiograph.of(ProjectionRadiograph.Kind.DX, height, width, "GOLDEN")
            .study(UID.nameBased(name), "GOLDEN")
            .series(UID.nameBased(name + "/series"), 1)
            .instance(UID.nameBased(name + "/image"), 1)
            .bitsStored(BITS)
            .monochrome1(monochrome1)
            .window(1800, 3000);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      DicomWriter.write(bytes, radiograph.file(values));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // memory
    }
    return bytes.toByteArray();
  }

  /** A ramp, three blobs and noise, {@code [H*W]} in [0,1). */
  private static double[] shape(int height, int width, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] blobs = new double[3][];
    for (int b = 0; b < blobs.length; b++) {
      blobs[b] =
          new double[] {random.nextDouble(), random.nextDouble(), 0.05 + random.nextDouble() / 4};
    }
    double[] values = new double[height * width];
    for (int i = 0; i < values.length; i++) {
      int row = i / width;
      double y = (row + 0.5) / height;
      double x = (i - row * width + 0.5) / width;
      double value = 0.15 + 0.3 * y;
      for (double[] blob : blobs) {
        double away = ((y - blob[0]) * (y - blob[0]) + (x - blob[1]) * (x - blob[1])) / blob[2];
        value += 0.35 * Math.max(0, 1 - away / blob[2]);
      }
      values[i] = Math.min(0.999, value + 0.02 * random.nextDouble());
    }
    return values;
  }
}
