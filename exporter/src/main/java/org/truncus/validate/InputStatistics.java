package org.truncus.validate;

import java.util.Locale;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.image.DecodedImage;
import org.truncus.image.FloatImage;

/**
 * What one image was like as it was handed to the model: after decoding, modality and VOI transform
 * and inversion, before it is resized and normalised in the graph. A gateway that watches for drift
 * computes the same of what it is sent.
 *
 * @param mean of all samples, in [0,1]
 * @param sd their standard deviation
 * @param p01 1st percentile, to 1/1024
 * @param p50 median
 * @param p99 99th percentile
 * @param width columns
 * @param height rows
 * @param photometric of the DICOM header; by the channels for other formats
 * @param modality of the DICOM header; empty for other formats
 */
public record InputStatistics(
    double mean,
    double sd,
    double p01,
    double p50,
    double p99,
    int width,
    int height,
    String photometric,
    String modality) {

  private static final int LEVELS = 1024;

  /** The statistics of a decoded image. */
  public static InputStatistics of(DecodedImage decoded) {
    FloatImage image = decoded.image();
    long[] histogram = new long[LEVELS];
    double sum = 0;
    double squares = 0;
    for (float sample : image.samples()) {
      sum += sample;
      squares += (double) sample * sample;
      histogram[Math.max(0, Math.min(LEVELS - 1, (int) (sample * LEVELS)))]++;
    }
    int n = image.samples().length;
    double mean = sum / n;
    return new InputStatistics(
        mean,
        Math.sqrt(Math.max(0, squares / n - mean * mean)),
        percentile(histogram, n, 0.01),
        percentile(histogram, n, 0.5),
        percentile(histogram, n, 0.99),
        image.width(),
        image.height(),
        decoded
            .header()
            .map(header -> text(header, Tag.PhotometricInterpretation))
            .orElse(image.channels() == 1 ? "MONOCHROME2" : "RGB"),
        decoded.header().map(header -> text(header, Tag.Modality)).orElse(""));
  }

  private static String text(DataSet header, int tag) {
    return header.string(tag).orElse("").strip().toUpperCase(Locale.ROOT);
  }

  private static double percentile(long[] histogram, long n, double q) {
    long needed = (long) Math.ceil(q * n);
    long seen = 0;
    int level = -1;
    while (seen < needed) {
      seen += histogram[++level];
    }
    return (level + 0.5) / LEVELS;
  }
}
