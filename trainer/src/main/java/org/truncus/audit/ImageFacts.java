package org.truncus.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.image.DecodedImage;
import org.truncus.image.Encoding;
import org.truncus.image.FloatImage;
import org.truncus.image.InvalidImageException;

/**
 * What is measured of one image.
 *
 * @param width columns
 * @param height rows
 * @param bytes size of the file
 * @param encoding how the file holds it
 * @param brightness mean of the grey samples, in [0,1]
 * @param contrast standard deviation of the grey samples
 * @param borderDarkness 1 minus the mean of the frame at the edge, a twentieth of the shorter side
 *     wide: collimation, burnt-in frames and padding make it dark
 * @param header attributes of the device, of DICOM files that name them
 */
record ImageFacts(
    int width,
    int height,
    long bytes,
    Encoding encoding,
    double brightness,
    double contrast,
    double borderDarkness,
    Map<String, String> header) {

  private static final int BORDER = 20;

  /** The attributes of a header that are looked at, by their keyword; the device, no person. */
  static final Map<String, Integer> ATTRIBUTES = attributes();

  static ImageFacts of(Path file, DecodedImage image) {
    FloatImage grey = image.image().withChannels(1);
    double[] moments = moments(grey.samples());
    return new ImageFacts(
        grey.width(),
        grey.height(),
        size(file),
        image.encoding(),
        moments[0],
        moments[1],
        1 - border(grey),
        image.header().map(ImageFacts::device).orElse(Map.of()));
  }

  private static double[] moments(float[] samples) {
    double sum = 0;
    for (float sample : samples) {
      sum += sample;
    }
    double mean = sum / samples.length;
    double squares = 0;
    for (float sample : samples) {
      squares += (sample - mean) * (sample - mean);
    }
    return new double[] {mean, Math.sqrt(squares / samples.length)};
  }

  private static double border(FloatImage grey) {
    int wide = Math.max(1, Math.min(grey.width(), grey.height()) / BORDER);
    double sum = 0;
    long count = 0;
    for (int y = 0; y < grey.height(); y++) {
      boolean across = y < wide || y >= grey.height() - wide;
      for (int x = 0; x < grey.width(); x++) {
        if (across || x < wide || x >= grey.width() - wide) {
          sum += grey.at(y, x, 0);
          count++;
        }
      }
    }
    return sum / count;
  }

  private static long size(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new InvalidImageException(file + ": can't be read: " + e.getMessage(), e);
    }
  }

  private static Map<String, String> device(DataSet header) {
    Map<String, String> device = new LinkedHashMap<>();
    ATTRIBUTES.forEach(
        (name, tag) -> device.put(name, String.join("\\", header.strings(tag)).strip()));
    return device;
  }

  private static Map<String, Integer> attributes() {
    Map<String, Integer> attributes = new LinkedHashMap<>();
    attributes.put("Manufacturer", Tag.Manufacturer);
    attributes.put("ManufacturerModelName", Tag.ManufacturerModelName);
    attributes.put("StationName", Tag.StationName);
    attributes.put("InstitutionName", Tag.InstitutionName);
    attributes.put("ViewPosition", Tag.ViewPosition);
    attributes.put("PresentationIntentType", Tag.PresentationIntentType);
    attributes.put("PhotometricInterpretation", Tag.PhotometricInterpretation);
    return java.util.Collections.unmodifiableMap(attributes);
  }
}
