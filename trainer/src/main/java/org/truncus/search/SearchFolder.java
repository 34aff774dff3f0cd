package org.truncus.search;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.truncus.json.Json;
import org.truncus.problem.UnsupportedInputException;
import org.truncus.train.Durable;

/**
 * The files of a search: {@code search.json}, {@code cuts.csv}, {@code index.html} with its plots,
 * and a run folder for each cut and seed below {@code cells}.
 *
 * @param path the folder
 */
public record SearchFolder(Path path) {

  /**
   * What stands in the folder; empty where nothing was searched in it yet.
   *
   * @throws UnsupportedInputException where a later version wrote it
   */
  public Optional<SearchRecord> record() {
    if (!Files.exists(json())) {
      return Optional.empty();
    }
    SearchRecord record = Json.read(json(), SearchRecord.class);
    if (record.schemaVersion() > SearchRecord.SCHEMA_VERSION) {
      throw new UnsupportedInputException(
          "%s: schemaVersion %d, this version reads up to %d. Use the newer version that wrote it."
              .formatted(json(), record.schemaVersion(), SearchRecord.SCHEMA_VERSION));
    }
    return Optional.of(record);
  }

  /** Every opening of the test split that was written down here. */
  List<SearchRecord.Opening> openings() {
    return record().map(SearchRecord::openings).orElse(List.of());
  }

  void write(SearchRecord record) {
    Durable.write(json(), Json.write(record).getBytes(StandardCharsets.UTF_8));
  }

  /** Writes table and page. */
  void writePage(SearchRecord record) {
    Durable.write(path.resolve("cuts.csv"), CutsCsv.of(record).getBytes(StandardCharsets.UTF_8));
    new SearchPage(record).report().write(page());
  }

  private Path json() {
    return path.resolve("search.json");
  }

  /** The page. */
  public Path page() {
    return path.resolve("index.html");
  }

  Path reuse() {
    return path.resolve("reuse");
  }
}
