package org.truncus.image;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiFunction;
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
    readAll(files, progress, (file, image) -> file);
  }

  /**
   * Decodes every file once, on all cores, and keeps what is made of each; the images go.
   *
   * @param look called on several threads at once
   * @return in the order of the files
   * @throws InvalidInputException naming the files that can't be decoded, each with its reason
   */
  public static <T> List<T> readAll(
      List<Path> files, Progress progress, BiFunction<Path, DecodedImage, T> look) {
    ImageReader reader = new ImageReader(PixelPolicy.standard());
    List<T> seen = new ArrayList<>(Collections.nCopies(files.size(), null));
    String[] problems = new String[files.size()];
    AtomicLong done = new AtomicLong();
    try (Progress.Task task = progress.begin("reading images", files.size())) {
      IntStream.range(0, files.size())
          .parallel()
          .forEach(
              i -> {
                try {
                  seen.set(i, look.apply(files.get(i), reader.read(files.get(i))));
                } catch (TruncusException e) {
                  problems[i] = e.getMessage();
                }
                long count = done.incrementAndGet();
                synchronized (done) {
                  task.at(count, "");
                }
              });
    }
    throwIfAny(problems);
    return seen;
  }

  private static void throwIfAny(String[] problems) {
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
                  problems.length,
                  String.join("\n  ", found.subList(0, Math.min(NAMED, found.size()))),
                  more));
    }
  }
}
