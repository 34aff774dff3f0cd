package org.truncus.image;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.Tag;

/** The pixel pipeline of a DICOM image: a frame to samples in [0, 1]. */
final class DicomPixels {

  private DicomPixels() {}

  /** How many frames the image says it has, 1 or more. */
  static int frames(DicomFile file) {
    return PixelModule.of(file.dataSet()).frames();
  }

  /**
   * Decodes one.
   *
   * @param frame counted from 0
   */
  static DecodedImage decode(DicomFile file, int frame, PixelPolicy policy) {
    DataSet dataSet = file.dataSet();
    PixelModule module = PixelModule.of(dataSet);
    ColourPixels.check(module);
    List<String> steps = new ArrayList<>();
    int[] stored = StoredPixels.frame(file, module, frame, steps);
    boolean grey = module.isGrey();
    float[] samples =
        grey
            ? new GreyPipeline(module, FrameHeader.of(dataSet, frame), policy, steps).run(stored)
            : ColourPixels.rgb(module, dataSet, stored, steps);
    FloatImage image = new FloatImage(module.rows(), module.columns(), grey ? 1 : 3, samples);
    Encoding encoding = new Encoding("DICOM", module.bitsStored(), module.samples());
    return new DecodedImage(image, encoding, steps, Optional.of(header(dataSet)));
  }

  private static DataSet header(DataSet dataSet) {
    DataSet header = dataSet.copy();
    return header.remove(Tag.PixelData);
  }
}
