package org.truncus.net;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Finds the real data beside the project; tests that need it are skipped by name without it. */
final class RealData {

  private RealData() {}

  /** A file below the data folder. */
  static Path file(String name) {
    String root = System.getProperty("truncus.root");
    Assumptions.assumeTrue(root != null, "system property truncus.root is not set");
    Path file = Path.of(root).resolve("../shared/data").resolve(name).normalize();
    Assumptions.assumeTrue(Files.isReadable(file), "no real data: shared/data/" + name);
    return file;
  }
}
