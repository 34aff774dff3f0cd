package org.truncus.dicom.jpeg2000;

import java.util.Arrays;
import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;

/** What a main header says of the coding, or what a tile's header changes in a copy of it. */
final class Header {

  private final ImageSize size;
  private final CodingStyle[] styles;
  private final Quantization[] quantizations;
  private final boolean[] ownStyle;
  private final boolean[] ownQuantization;
  private int progression;
  private int layers;
  private boolean transformed;
  private boolean endMarkers;

  Header(ImageSize size) {
    this.size = size;
    int components = size.precision().length;
    styles = new CodingStyle[components];
    quantizations = new Quantization[components];
    ownStyle = new boolean[components];
    ownQuantization = new boolean[components];
  }

  /** A copy, for a tile: what its header says of all components overrules what this one says. */
  Header copy() {
    Header copy = new Header(size);
    System.arraycopy(styles, 0, copy.styles, 0, styles.length);
    System.arraycopy(quantizations, 0, copy.quantizations, 0, quantizations.length);
    copy.progression = progression;
    copy.layers = layers;
    copy.transformed = transformed;
    copy.endMarkers = endMarkers;
    return copy;
  }

  /** Reads a marker segment; those that say nothing of the coding are passed over. */
  void segment(int marker, FrameBytes in, int end) {
    switch (marker) {
      case 0x52 -> styleOfAll(in);
      case 0x53 -> {
        int component = component(in);
        styles[component] = CodingStyle.read(in, (in.u8() & 1) == 1);
        ownStyle[component] = true;
      }
      case 0x5C -> {
        Quantization quantization = Quantization.read(in, end);
        fill(quantizations, ownQuantization, quantization);
      }
      case 0x5D -> {
        int component = component(in);
        quantizations[component] = Quantization.read(in, end);
        ownQuantization[component] = true;
      }
      case 0x5E -> throw Broken.unsupported("JPEG 2000 with a region of interest isn't decoded");
      case 0x5F -> throw Broken.unsupported("JPEG 2000 with changes of order isn't decoded");
      case 0x60, 0x61 ->
          throw Broken.unsupported("JPEG 2000 with packed packet headers isn't decoded");
      default -> {}
    }
  }

  private void styleOfAll(FrameBytes in) {
    int kind = in.u8();
    endMarkers = (kind & 4) != 0;
    progression = in.u8();
    layers = in.u16();
    int transform = in.u8();
    if (layers == 0 || transform > 1) {
      throw Broken.at(in.position(), "a JPEG 2000 coding style that can't be");
    }
    transformed = transform == 1;
    fill(styles, ownStyle, CodingStyle.read(in, (kind & 1) == 1));
  }

  private static <T> void fill(T[] all, boolean[] own, T value) {
    for (int c = 0; c < all.length; c++) {
      all[c] = own[c] ? all[c] : value;
    }
  }

  private int component(FrameBytes in) {
    int component = in.u8();
    if (component >= styles.length) {
      throw Broken.at(in.position(), "JPEG 2000 coding of a component that there isn't");
    }
    return component;
  }

  /** Refuses a header that lacks what decoding needs. */
  void check() {
    boolean whole =
        Arrays.stream(styles).noneMatch(s -> s == null)
            && Arrays.stream(quantizations).noneMatch(q -> q == null);
    if (!whole) {
      throw Broken.frame("a JPEG 2000 header without coding style or quantization");
    }
  }

  ImageSize size() {
    return size;
  }

  CodingStyle style(int component) {
    return styles[component];
  }

  Quantization quantization(int component) {
    return quantizations[component];
  }

  int progression() {
    return progression;
  }

  int layers() {
    return layers;
  }

  boolean transformed() {
    return transformed;
  }

  boolean endMarkers() {
    return endMarkers;
  }
}
