package org.truncus.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.truncus.json.Json;
import org.truncus.problem.InvalidInputException;

/**
 * The document {@code assets.extra/golden/expected.json}.
 *
 * @param schemaVersion of this document
 * @param vectors in the order they are replayed
 */
record GoldenSet(int schemaVersion, List<GoldenVector> vectors) {

  /** The folder of the images, relative to the version folder. */
  static final String FOLDER = "assets.extra/golden/";

  private static final String EXPECTED = FOLDER + "expected.json";
  private static final int SCHEMA_VERSION = 1;

  /** Keeps an unmodifiable copy. */
  GoldenSet {
    vectors = List.copyOf(vectors);
  }

  /** Writes the images. */
  static void writeImages(StagedFolder staged, Map<String, byte[]> files) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      staged.write(FOLDER + file.getKey(), out -> out.write(file.getValue()));
    }
  }

  /** Writes what is expected of them. */
  static void writeExpected(StagedFolder staged, List<GoldenVector> vectors) throws IOException {
    byte[] json =
        Json.write(new GoldenSet(SCHEMA_VERSION, vectors)).getBytes(StandardCharsets.UTF_8);
    staged.write(EXPECTED, out -> out.write(json));
  }

  /**
   * Reads them of a package whose files are verified.
   *
   * @throws InvalidPackageException where there are none
   */
  static GoldenSet read(Path folder) {
    try {
      return Json.read(folder.resolve(EXPECTED), GoldenSet.class);
    } catch (InvalidInputException e) {
      throw new InvalidPackageException(folder, EXPECTED + " can't be read: " + e.getMessage(), e);
    }
  }
}
