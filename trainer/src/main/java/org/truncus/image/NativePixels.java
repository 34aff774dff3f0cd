package org.truncus.image;

import org.truncus.dicom.StoredBytes;

/** Uncompressed frames (PS3.5 section 8.1 and annex D) to stored values, interleaved [H,W,S]. */
final class NativePixels {

  private NativePixels() {}

  /**
   * Stored values of one frame: overlay bits masked, signs extended. Unsigned 32 bit values come as
   * their bit pattern.
   *
   * @param all little endian, at least {@code totalBytes} of the module long; only the frame is
   *     read
   */
  static int[] frame(PixelModule module, StoredBytes all, int frame) {
    long firstBit = module.frameBits() * frame;
    int skipped = (int) (firstBit % 8);
    byte[] data = all.read(firstBit / 8, Math.toIntExact((skipped + module.frameBits() + 7) / 8));
    int[] raw = module.bitsAllocated() == 1 ? bits(module, data, skipped) : words(module, data);
    mask(module, raw);
    if (module.isSubsampled()) {
      return upsampled(module, raw);
    }
    return module.samples() > 1 && module.planar() ? interleaved(module, raw) : raw;
  }

  private static int[] bits(PixelModule module, byte[] data, int first) {
    int[] raw = new int[module.pixels() * module.samples()];
    for (int i = 0; i < raw.length; i++) {
      int bit = first + i;
      raw[i] = (data[bit >>> 3] >>> (bit & 7)) & 1;
    }
    return raw;
  }

  private static int[] words(PixelModule module, byte[] data) {
    int bytes = module.bitsAllocated() / 8;
    int[] raw = new int[(int) (module.frameBits() / module.bitsAllocated())];
    for (int i = 0, at = 0; i < raw.length; i++, at += bytes) {
      raw[i] =
          switch (bytes) {
            case 1 -> data[at] & 0xFF;
            case 2 -> (data[at] & 0xFF) | ((data[at + 1] & 0xFF) << 8);
            default ->
                (data[at] & 0xFF)
                    | ((data[at + 1] & 0xFF) << 8)
                    | ((data[at + 2] & 0xFF) << 16)
                    | (data[at + 3] << 24);
          };
    }
    return raw;
  }

  /** Keeps the stored bits: those below HighBit, signed where the representation is. */
  static void mask(PixelModule module, int[] raw) {
    int up = 31 - module.highBit();
    int down = 32 - module.bitsStored();
    if (module.signed()) {
      for (int i = 0; i < raw.length; i++) {
        raw[i] = (raw[i] << up) >> down;
      }
    } else {
      for (int i = 0; i < raw.length; i++) {
        raw[i] = (raw[i] << up) >>> down;
      }
    }
  }

  private static int[] interleaved(PixelModule module, int[] raw) {
    int pixels = module.pixels();
    int[] mixed = new int[raw.length];
    for (int sample = 0; sample < module.samples(); sample++) {
      for (int i = 0; i < pixels; i++) {
        mixed[i * module.samples() + sample] = raw[sample * pixels + i];
      }
    }
    return mixed;
  }

  /** Two luminances, then the colour that both pixels share. */
  private static int[] upsampled(PixelModule module, int[] raw) {
    int[] full = new int[module.pixels() * 3];
    for (int i = 0; i + 1 < module.pixels(); i += 2) {
      for (int k = 0; k < 2; k++) {
        full[(i + k) * 3] = raw[i * 2 + k];
        full[(i + k) * 3 + 1] = raw[i * 2 + 2];
        full[(i + k) * 3 + 2] = raw[i * 2 + 3];
      }
    }
    return full;
  }
}
