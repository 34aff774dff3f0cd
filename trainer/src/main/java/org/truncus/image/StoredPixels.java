package org.truncus.image;

import java.util.List;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.Element;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.StoredBytes;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UnsupportedDicomException;

/** Stored values of a frame, whatever the transfer syntax. */
final class StoredPixels {

  private StoredPixels() {}

  /**
   * Stored values, interleaved [H,W,S]; unsigned 32 bit values as their bit pattern.
   *
   * @param steps gets a line for what was done
   * @throws UnsupportedDicomException for compressed syntaxes that aren't decoded
   */
  static int[] frame(DicomFile file, PixelModule module, int frame, List<String> steps) {
    TransferSyntax syntax = file.transferSyntax();
    steps.add(
        String.format(
            "frame %d of %d: %s, %s, %d x %d x %d, %d of %d bits, %s",
            frame + 1,
            module.frames(),
            syntax.name(),
            module.photometric(),
            module.rows(),
            module.columns(),
            module.samples(),
            module.bitsStored(),
            module.bitsAllocated(),
            module.signed() ? "signed" : "unsigned"));
    Element element = pixelData(file.dataSet());
    if (element instanceof Element.Bytes bytes && syntax.isNative()) {
      return uncompressed(module, StoredBytes.of(bytes.value()), frame, steps);
    }
    if (element instanceof Element.Stored stored && syntax.isNative()) {
      return uncompressed(module, stored.bytes(), frame, steps);
    }
    if (element instanceof Element.Fragments held && syntax.encapsulated()) {
      List<StoredBytes> fragments = held.fragments().stream().map(StoredBytes::of).toList();
      return compressed(syntax, module, fragments, frame);
    }
    if (element instanceof Element.StoredFragments stored && syntax.encapsulated()) {
      return compressed(syntax, module, stored.fragments(), frame);
    }
    if (element instanceof Element.Skipped) {
      throw new UnsupportedDicomException(
          Tag.describe(Tag.PixelData) + ": more bytes than are held in memory");
    }
    throw new InvalidDicomException(
        Tag.describe(Tag.PixelData) + ": its form doesn't fit the syntax " + syntax.name());
  }

  private static Element pixelData(DataSet dataSet) {
    return dataSet
        .element(Tag.PixelData)
        .orElseThrow(
            () ->
                dataSet.contains(Tag.FloatPixelData) || dataSet.contains(Tag.DoubleFloatPixelData)
                    ? new UnsupportedDicomException("floating point pixel data aren't decoded")
                    : new InvalidDicomException(
                        Tag.describe(Tag.PixelData) + " is missing; this isn't an image"));
  }

  private static int[] uncompressed(
      PixelModule module, StoredBytes all, int frame, List<String> steps) {
    checkLength(module, all.length(), steps);
    return NativePixels.frame(module, all, frame);
  }

  private static void checkLength(PixelModule module, long length, List<String> steps) {
    long expected = module.totalBytes();
    if (length < expected) {
      throw new InvalidDicomException(
          String.format(
              "%s: %d bytes, but %d frames of %d x %d x %d at %d bits need %d",
              Tag.describe(Tag.PixelData),
              length,
              module.frames(),
              module.rows(),
              module.columns(),
              module.samples(),
              module.bitsAllocated(),
              expected));
    }
    if (length > expected + 1) {
      steps.add((length - expected) + " bytes behind the last frame left out");
    }
  }

  private static int[] compressed(
      TransferSyntax syntax, PixelModule module, List<StoredBytes> fragments, int frame) {
    FrameCodec codec =
        FrameCodec.of(syntax.uid())
            .orElseThrow(
                () ->
                    new UnsupportedDicomException(
                        Tag.describe(Tag.PixelData)
                            + ": pixel data in "
                            + syntax.name()
                            + " ("
                            + syntax.uid()
                            + ") aren't decoded; convert the file to "
                            + TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.name()));
    byte[] bytes = Fragments.frame(fragments, module.frames(), frame);
    int[] values = codec.decode(module, bytes);
    NativePixels.mask(module, values);
    return values;
  }
}
