package org.truncus.image;

import java.util.List;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.Tag;

/** Stored colours to RGB in [0, 1] (PS3.3 section C.7.6.3.1.2). */
final class ColourPixels {

  private ColourPixels() {}

  /** Samples [H,W,3]; the step names the conversion. */
  static float[] rgb(PixelModule module, DataSet dataSet, int[] stored, List<String> steps) {
    return switch (module.photometric()) {
      case "RGB", "YBR_ICT", "YBR_RCT" -> {
        // the transforms of JPEG 2000 are undone with the codestream
        steps.add(module.photometric() + " as RGB over " + module.bitsStored() + " bits");
        yield scaled(module, stored);
      }
      case "YBR_FULL", "YBR_FULL_422" -> {
        steps.add(module.photometric() + " to RGB");
        yield fromYbr(module, stored);
      }
      case "PALETTE COLOR" -> {
        steps.add("palette to RGB");
        yield fromPalette(dataSet, stored);
      }
      default ->
          throw new UnsupportedImageException(
              Tag.describe(Tag.PhotometricInterpretation)
                  + ": MONOCHROME1, MONOCHROME2, RGB, YBR_FULL, YBR_FULL_422, YBR_ICT, YBR_RCT and"
                  + " PALETTE COLOR are decoded, this is another");
    };
  }

  private static float[] scaled(PixelModule module, int[] stored) {
    double max = Math.pow(2, module.bitsStored()) - 1;
    float[] rgb = new float[stored.length];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = (float) ((stored[i] & 0xFFFF_FFFFL) / max);
    }
    return rgb;
  }

  private static float[] fromYbr(PixelModule module, int[] stored) {
    double max = Math.pow(2, module.bitsStored()) - 1;
    double half = Math.pow(2, module.bitsStored() - 1);
    float[] rgb = new float[stored.length];
    for (int i = 0; i + 2 < rgb.length; i += 3) {
      double y = stored[i] & 0xFFFF_FFFFL;
      double cb = (stored[i + 1] & 0xFFFF_FFFFL) - half;
      double cr = (stored[i + 2] & 0xFFFF_FFFFL) - half;
      rgb[i] = unit((y + 1.402 * cr) / max);
      rgb[i + 1] = unit((y - 0.344136 * cb - 0.714136 * cr) / max);
      rgb[i + 2] = unit((y + 1.772 * cb) / max);
    }
    return rgb;
  }

  private static float[] fromPalette(DataSet dataSet, int[] stored) {
    LookupTable[] tables = {
      LookupTable.of(
          dataSet,
          Tag.RedPaletteColorLookupTableDescriptor,
          Tag.RedPaletteColorLookupTableData,
          Tag.SegmentedRedPaletteColorLookupTableData),
      LookupTable.of(
          dataSet,
          Tag.GreenPaletteColorLookupTableDescriptor,
          Tag.GreenPaletteColorLookupTableData,
          Tag.SegmentedGreenPaletteColorLookupTableData),
      LookupTable.of(
          dataSet,
          Tag.BluePaletteColorLookupTableDescriptor,
          Tag.BluePaletteColorLookupTableData,
          Tag.SegmentedBluePaletteColorLookupTableData)
    };
    float[] rgb = new float[Math.multiplyExact(stored.length, 3)];
    for (int i = 0; i < stored.length; i++) {
      for (int c = 0; c < 3; c++) {
        rgb[3 * i + c] = unit((double) tables[c].map(stored[i]) / tables[c].max());
      }
    }
    return rgb;
  }

  private static float unit(double x) {
    return (float) Math.max(0, Math.min(1, x));
  }

  /** Refuses samples that don't fit the photometric interpretation. */
  static void check(PixelModule module) {
    boolean single = module.isGrey() || module.photometric().equals("PALETTE COLOR");
    if (module.samples() != (single ? 1 : 3)) {
      throw new InvalidDicomException(
          Tag.describe(Tag.SamplesPerPixel)
              + ": "
              + module.samples()
              + " doesn't fit the photometric interpretation");
    }
  }
}
