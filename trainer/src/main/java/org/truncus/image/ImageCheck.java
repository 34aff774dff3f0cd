package org.truncus.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.TruncusException;
import org.truncus.progress.Progress;

/** Finds the files among many that can't be read as images, all of them at once. */
public final class ImageCheck {

  /** So many are named; the rest is counted. */
  private static final int NAMED = 100;

  private ImageCheck() {}

  /**
   * Decodes every file, on all cores.
   *
   * @throws InvalidInputException naming the files that can't be decoded, each with its reason
   */
  public static void requireReadable(List<Path> files, Progress progress) {
    ImageReader reader = new ImageReader(PixelPolicy.standard());
    String[] problems = new String[files.size()];
    AtomicLong done = new AtomicLong();
    try (Progress.Task task = progress.begin("reading images", files.size())) {
      IntStream.range(0, files.size())
          .parallel()
          .forEach(
              i -> {
                problems[i] = problem(reader, files.get(i));
                long count = done.incrementAndGet();
                synchronized (done) {
                  task.at(count, "");
                }
              });
    }
    List<String> found = new ArrayList<>();
    for (String problem : problems) {
      if (problem != null) {
        found.add(problem);
      }
    }
    if (!found.isEmpty()) {
      String more = found.size() > NAMED ? "\n  and " + (found.size() - NAMED) + " more" : "";
      throw new InvalidInputException(
          "%d of %d images can't be read; mend them or leave them out of the list\n  %s%s"
              .formatted(
                  found.size(),
                  files.size(),
                  String.join("\n  ", found.subList(0, Math.min(NAMED, found.size()))),
                  more));
    }
  }

  private static String problem(ImageReader reader, Path file) {
    try {
      reader.read(file);
      return null;
    } catch (TruncusException e) {
      return e.getMessage();
    }
  }
}
