package org.truncus.render;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.truncus.image.DecodedImage;
import org.truncus.image.FloatImage;
import org.truncus.image.FrameSequence;
import org.truncus.image.ImageReader;
import org.truncus.image.PixelPolicy;
import org.truncus.plot.Picture;
import org.truncus.plot.Thumbnails;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.TruncusException;
import org.truncus.progress.Progress;

/**
 * Writes each frame of image files as {@code DIR/<name>.png} of 8 bits, or {@code
 * DIR/<name>-f<frame>.png} where a file has several, and {@code DIR/index.html}, a page with all of
 * them. Files of one name get a number. One file that can't be read keeps no other from it.
 */
public final class Rendering {

  /** The contact sheet. */
  public static final String PAGE = "index.html";

  private final ImageReader reader;
  private final PixelPolicy policy;
  private final Path folder;
  private final int mostFrames;
  private final Map<String, Integer> names = new HashMap<>();
  private final List<RenderedFrame> done = new ArrayList<>();
  private final List<ContactSheet.Tile> tiles = new ArrayList<>();

  /**
   * A rendering into a folder, which is made where it is missing.
   *
   * @param policy of the pixel pipeline
   * @param mostFrames of one file, evenly spread over it from the first; at least 1
   */
  public Rendering(PixelPolicy policy, Path folder, int mostFrames) {
    this.reader = new ImageReader(policy);
    this.policy = policy;
    this.folder = folder;
    this.mostFrames = mostFrames;
  }

  /**
   * Renders files.
   *
   * @return a line for each frame and for each file that can't be read, in their order
   * @throws EnvironmentException where the folder can't be written
   */
  public List<RenderedFrame> run(List<Path> files, Progress progress) {
    try (Progress.Task task = progress.begin("images", files.size())) {
      for (int i = 0; i < files.size(); i++) {
        file(files.get(i));
        task.at(i + 1L, "");
      }
    }
    ContactSheet.of(policy, tiles, done).write(folder.resolve(PAGE));
    return List.copyOf(done);
  }

  private void file(Path file) {
    FrameSequence frames;
    try {
      frames = reader.frames(file);
    } catch (TruncusException e) {
      done.add(RenderedFrame.failed(file, 0, 0, e.getMessage()));
      return;
    }
    String name = unique(file);
    int shown = Math.min(mostFrames, frames.count());
    for (int i = 0; i < shown; i++) {
      frame(file, name, frames, (int) ((long) i * frames.count() / shown));
    }
  }

  private void frame(Path file, String name, FrameSequence frames, int index) {
    int number = index + 1;
    DecodedImage decoded;
    try {
      decoded = frames.frame(index);
    } catch (TruncusException e) {
      done.add(RenderedFrame.failed(file, number, frames.count(), e.getMessage()));
      return;
    }
    FloatImage image = decoded.image();
    Path png = folder.resolve(frames.count() > 1 ? name + "-f" + number + ".png" : name + ".png");
    write(png, Picture.png(image).bytes());
    RenderedFrame rendered =
        new RenderedFrame(
            file,
            number,
            frames.count(),
            png,
            image.width(),
            image.height(),
            image.channels(),
            decoded.steps(),
            null);
    done.add(rendered);
    tiles.add(new ContactSheet.Tile(rendered, Thumbnails.of(image)));
  }

  /** The file's name without its ending, with a number where an earlier file has the same. */
  private String unique(Path file) {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String stem = dot > 0 ? name.substring(0, dot) : name;
    int uses = names.merge(stem, 1, Integer::sum);
    return uses == 1 ? stem : stem + "~" + uses;
  }

  private static void write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.write(file, bytes);
    } catch (IOException e) {
      throw new EnvironmentException(file + ": can't be written: " + e.getMessage(), e);
    }
  }
}
