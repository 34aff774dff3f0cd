package org.truncus.dicom.jpeg;

import java.util.ArrayList;
import java.util.List;
import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;
import org.truncus.dicom.codec.FrameShape;

/**
 * A frame header (T.81 section B.2.2).
 *
 * @param precision bits of a sample
 * @param components in their order
 */
record FrameHeader(int precision, List<Component> components) {

  /**
   * One component.
   *
   * @param id that scans name it by
   * @param horizontal sampling factor, 1 to 4
   * @param vertical sampling factor, 1 to 4
   * @param quantization number of its table
   */
  record Component(int id, int horizontal, int vertical, int quantization) {}

  static FrameHeader read(FrameBytes in, FrameShape shape) {
    int precision = in.u8();
    int height = in.u16();
    int width = in.u16();
    int count = in.u8();
    shape.require("JPEG", height, width, count, precision);
    if (precision < 2 || precision > 16) {
      throw Broken.at(in.position(), "JPEG samples of " + precision + " bits can't be");
    }
    List<Component> components = new ArrayList<>();
    for (int c = 0; c < count; c++) {
      int id = in.u8();
      int sampling = in.u8();
      int quantization = in.u8();
      int horizontal = sampling >> 4;
      int vertical = sampling & 15;
      if (horizontal < 1 || horizontal > 4 || vertical < 1 || vertical > 4 || quantization > 3) {
        throw Broken.at(in.position(), "a JPEG component with impossible sampling or table");
      }
      components.add(new Component(id, horizontal, vertical, quantization));
    }
    return new FrameHeader(precision, components);
  }

  /** The largest horizontal sampling factor. */
  int horizontal() {
    return components.stream().mapToInt(Component::horizontal).max().orElse(1);
  }

  /** The largest vertical sampling factor. */
  int vertical() {
    return components.stream().mapToInt(Component::vertical).max().orElse(1);
  }
}
