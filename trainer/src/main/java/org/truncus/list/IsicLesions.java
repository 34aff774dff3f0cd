package org.truncus.list;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.truncus.problem.InvalidInputException;

/** Which image shows which lesion: {@code ISIC2018_Task3_Training_LesionGroupings.csv}. */
final class IsicLesions {

  private IsicLesions() {}

  /**
   * Lesions by image from the groupings in the folder of a list; empty where there are none.
   *
   * @throws InvalidInputException where the file can't be read
   */
  static Map<String, String> beside(Path list) {
    TreeSet<Path> files = new TreeSet<>();
    Path folder = list.toAbsolutePath().getParent();
    try (DirectoryStream<Path> found = Files.newDirectoryStream(folder, "*LesionGroupings.csv")) {
      found.forEach(files::add);
    } catch (IOException e) {
      throw new InvalidInputException(folder + ": can't be listed: " + e.getMessage(), e);
    }
    Map<String, String> lesions = new HashMap<>();
    files.forEach(file -> read(file, lesions));
    return lesions;
  }

  private static void read(Path file, Map<String, String> lesions) {
    ProblemCollector problems = new ProblemCollector(file);
    int[] at = new int[2];
    new CsvTable(file, problems)
        .read(
            names -> {
              Columns columns = new Columns(names);
              at[0] = columns.index("image");
              at[1] = columns.index("lesion_id");
              return columns.require(ListFormat.ISIC2018, problems, "image", "lesion_id");
            },
            (line, values) ->
                lesions.put(Columns.text(values, at[0]), Columns.text(values, at[1])));
    problems.throwIfAny();
  }
}
