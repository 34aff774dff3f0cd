package org.truncus.image;

import java.util.List;
import java.util.Optional;
import org.truncus.dicom.DataSet;

/**
 * An image and how it came about.
 *
 * @param image samples in [0, 1]
 * @param encoding how the file holds it
 * @param steps each step of the pixel pipeline, readable, in order
 * @param header the DICOM data set without its pixel data; empty for other formats
 */
public record DecodedImage(
    FloatImage image, Encoding encoding, List<String> steps, Optional<DataSet> header) {

  /** Copies the list. */
  public DecodedImage {
    steps = List.copyOf(steps);
  }
}
