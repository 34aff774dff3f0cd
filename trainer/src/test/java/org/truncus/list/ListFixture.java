package org.truncus.list;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assumptions;

/** Lists and image files for tests; the files only have to exist. */
final class ListFixture {

  private ListFixture() {}

  /** Real data beside the project; a test that needs it is skipped by name without it. */
  static Path real(String name) {
    String root = System.getProperty("truncus.root", "..");
    Path file = Path.of(root).resolve("../shared/data").resolve(name).normalize();
    Assumptions.assumeTrue(Files.isReadable(file), "no real data: shared/data/" + name);
    return file;
  }

  static Path write(Path folder, String text) {
    return write(
        folder.resolve("list.csv"), text.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  static Path write(Path file, byte[] bytes) {
    try {
      Files.createDirectories(file.getParent());
      return Files.write(file, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void images(Path folder, String... names) {
    for (String name : names) {
      write(folder.resolve(name), name.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }
  }

  static ListRow row(int line, String patient, Split split, float... targets) {
    return new ListRow(
        line, line + ".png", Path.of(line + ".png"), patient, split, Map.of(), targets);
  }

  /** A list without files: row i belongs to patient {@code i / imagesPerPatient}. */
  static ImageList list(int imagesPerPatient, float[][] targets) {
    int labels = targets[0].length;
    return new ImageList(
        Path.of("memory.csv"),
        "",
        Task.MULTILABEL,
        IntStream.range(0, labels).mapToObj(l -> "finding" + l).toList(),
        IntStream.range(0, targets.length)
            .mapToObj(i -> row(i + 2, "P" + i / imagesPerPatient, null, targets[i]))
            .toList());
  }

  static float[][] constant(int rows, float... targets) {
    float[][] all = new float[rows][];
    Arrays.fill(all, targets);
    return all;
  }
}
