package org.truncus.render;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of one frame.
 *
 * @param file where it came from
 * @param frame counted from 1, of {@code frames}
 * @param frames in the file; 0 where it couldn't be read
 * @param png what was written; null where nothing was
 * @param width in pixels; 0 where nothing was written
 * @param height in pixels
 * @param channels 1 or 3
 * @param steps of the pixel pipeline, in order
 * @param error why nothing was written; null where something was
 */
public record RenderedFrame(
    Path file,
    int frame,
    int frames,
    Path png,
    int width,
    int height,
    int channels,
    List<String> steps,
    String error) {

  /** Copies the list. */
  public RenderedFrame {
    steps = List.copyOf(steps);
  }

  static RenderedFrame failed(Path file, int frame, int frames, String error) {
    return new RenderedFrame(file, frame, frames, null, 0, 0, 0, List.of(), error);
  }

  /** Whether there is a picture. */
  public boolean rendered() {
    return error == null;
  }

  /** {@code chest.dcm}, or {@code ct.dcm, frame 3 of 12}. */
  public String title() {
    String name = file.getFileName().toString();
    return frames > 1 ? name + ", frame " + frame + " of " + frames : name;
  }
}
