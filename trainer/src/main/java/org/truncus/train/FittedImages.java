package org.truncus.train;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.truncus.image.FloatImage;
import org.truncus.image.ImageReader;
import org.truncus.list.ListRow;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;
import org.truncus.progress.Progress;

/**
 * The images of a list, decoded and fitted to the square. As many as the memory allows are kept, so
 * that later epochs don't decode them again; the others are read anew. Safe for several threads.
 */
final class FittedImages {

  private static final int MOST_NAMED = 100;

  private final List<ListRow> rows;
  private final ImageReader reader;
  private final ImageFitter fitter;
  private final AtomicReferenceArray<FloatImage> kept;
  private final AtomicLong room;
  private final AtomicInteger mostChannels = new AtomicInteger(1);

  /**
   * Images of these rows.
   *
   * @param fitter not closed here
   * @param keepBytes how many bytes of fitted images may stay in memory
   */
  FittedImages(List<ListRow> rows, ImageReader reader, ImageFitter fitter, long keepBytes) {
    this.rows = rows;
    this.reader = reader;
    this.fitter = fitter;
    this.kept = new AtomicReferenceArray<>(rows.size());
    this.room = new AtomicLong(keepBytes);
  }

  /**
   * Reads every image once.
   *
   * @throws InvalidInputException naming all (up to 100) that can't be read, each with its reason
   */
  void readAll(ExecutorService workers, Progress progress) {
    List<Future<String>> results = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      int row = i;
      results.add(workers.submit(() -> problem(row)));
    }
    List<String> problems = new ArrayList<>();
    try (Progress.Task task = progress.begin("reading images", rows.size())) {
      for (int i = 0; i < results.size(); i++) {
        String problem = results.get(i).get();
        if (problem != null) {
          problems.add(problem);
        }
        task.at(i + 1, problems.isEmpty() ? "" : problems.size() + " unreadable");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while reading images", e);
    } catch (ExecutionException e) {
      throw Workers.rethrown(e);
    } finally {
      results.forEach(result -> result.cancel(true));
    }
    refuse(problems);
  }

  private void refuse(List<String> problems) {
    if (!problems.isEmpty()) {
      throw new InvalidInputException(
          problems.size()
              + " of "
              + rows.size()
              + " images can't be read:\n  "
              + String.join("\n  ", problems.subList(0, Math.min(MOST_NAMED, problems.size())))
              + (problems.size() > MOST_NAMED ? "\n  …" : "")
              + "\nMend them or take their rows out of the list.");
    }
  }

  private String problem(int row) {
    try {
      get(row);
      return null;
    } catch (InvalidInputException | UnsupportedInputException e) {
      ListRow listed = rows.get(row);
      return "line " + listed.line() + ", " + listed.image() + ": " + e.getMessage();
    }
  }

  /** 1 where every image read so far is grey, otherwise 3. */
  int mostChannels() {
    return mostChannels.get();
  }

  /** How many images there are. */
  int count() {
    return rows.size();
  }

  /** One image {@code [S,S,c]} in [0,1] with the channels it has; not to be changed. */
  FloatImage get(int row) {
    FloatImage image = kept.get(row);
    if (image == null) {
      image = fitter.fit(reader.read(rows.get(row).file()).image());
      int channels = image.channels();
      mostChannels.accumulateAndGet(channels, Math::max);
      long bytes = 4L * image.samples().length;
      if (room.addAndGet(-bytes) >= 0) {
        kept.set(row, image);
      } else {
        room.addAndGet(bytes);
      }
    }
    return image;
  }
}
