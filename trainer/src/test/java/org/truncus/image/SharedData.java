package org.truncus.image;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Assumptions;

/** Real images kept beside the project; tests that need them are skipped where they aren't. */
final class SharedData {

  private SharedData() {}

  static Path folder(String name) {
    String root = System.getProperty("truncus.root", "..");
    Path folder = Path.of(root).resolve("../shared/data").resolve(name).normalize();
    Assumptions.assumeTrue(Files.isDirectory(folder), "no real images: shared/data/" + name);
    return folder;
  }

  static List<CSVRecord> manifest(Path folder) throws IOException {
    CSVFormat format = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();
    try (Reader in = Files.newBufferedReader(folder.resolve("manifest.csv"));
        CSVParser parser = CSVParser.parse(in, format)) {
      return parser.getRecords();
    }
  }
}
