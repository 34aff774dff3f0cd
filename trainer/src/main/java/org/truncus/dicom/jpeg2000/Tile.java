package org.truncus.dicom.jpeg2000;

import java.util.ArrayList;
import java.util.List;
import org.truncus.dicom.codec.Broken;
import org.truncus.dicom.codec.FrameBytes;

/** One tile: the packets that have come for it, and its samples. */
final class Tile {

  private final Header header;
  private final Area area;
  private final List<int[]> parts = new ArrayList<>();

  /** A tile coded as the header says by then. */
  Tile(Header header, Area area) {
    this.header = header;
    this.area = area;
  }

  /** Adds the packets between two offsets of the frame. */
  void add(int from, int to) {
    parts.add(new int[] {from, to});
  }

  /** Decodes the tile into {@code [H,W,S]}. */
  void decode(byte[] frame, int[] samples) {
    byte[] packets = joined(frame);
    List<TileComponent> components = components();
    List<Precinct> precincts = components.stream().flatMap(c -> c.precincts.stream()).toList();
    FrameBytes in = new FrameBytes("JPEG 2000", packets);
    PacketReader reader = new PacketReader(in, header.endMarkers());
    PacketOrder.visit(header.progression(), precincts, header.layers(), reader::read);
    float[][] planes = new float[components.size()][];
    for (int c = 0; c < planes.length; c++) {
      planes[c] = new Reconstruction(components.get(c), packets).samples();
    }
    if (header.transformed()) {
      boolean reversible = components.get(0).style.reversible();
      if (planes.length < 3 || components.get(1).style.reversible() != reversible) {
        throw Broken.frame("a JPEG 2000 colour transform of fewer than three alike components");
      }
      ColourTransform.inverse(planes, reversible);
    }
    store(planes, samples);
  }

  private byte[] joined(byte[] frame) {
    int length = parts.stream().mapToInt(part -> part[1] - part[0]).sum();
    byte[] packets = new byte[length];
    int at = 0;
    for (int[] part : parts) {
      System.arraycopy(frame, part[0], packets, at, part[1] - part[0]);
      at += part[1] - part[0];
    }
    return packets;
  }

  private List<TileComponent> components() {
    List<TileComponent> components = new ArrayList<>();
    for (int c = 0; c < header.size().precision().length; c++) {
      components.add(
          new TileComponent(
              c, area, header.style(c), header.quantization(c), header.size().precision()[c]));
    }
    return components;
  }

  private void store(float[][] planes, int[] samples) {
    Area image = header.size().image();
    int count = planes.length;
    for (int c = 0; c < count; c++) {
      int precision = header.size().precision()[c];
      boolean signed = header.size().signed()[c];
      int shift = signed ? 0 : 1 << (precision - 1);
      int least = signed ? -(1 << (precision - 1)) : 0;
      int most = (1 << (signed ? precision - 1 : precision)) - 1;
      for (int y = 0; y < area.height(); y++) {
        int at =
            ((area.y0() - image.y0() + y) * image.width() + area.x0() - image.x0()) * count + c;
        for (int x = 0; x < area.width(); x++, at += count) {
          int value = Math.round(planes[c][y * area.width() + x]) + shift;
          samples[at] = Math.max(least, Math.min(most, value));
        }
      }
    }
  }
}
