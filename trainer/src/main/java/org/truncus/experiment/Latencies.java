package org.truncus.experiment;

import com.fasterxml.jackson.core.type.TypeReference;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.truncus.json.Json;
import org.truncus.net.ExecutionOptions;
import org.truncus.problem.InvalidInputException;
import org.truncus.train.Durable;
import org.truncus.train.Latency;
import org.truncus.train.RunRecord;

/**
 * The latencies of the networks of an experiment, measured once each and kept in {@code
 * latency.json}: a later look at the results shows the same numbers.
 */
final class Latencies {

  private final Path file;
  private final Map<String, Latency> known;

  /** Those of a folder. */
  Latencies(Path folder) {
    this.file = folder.resolve("latency.json");
    this.known = read(file);
  }

  private static Map<String, Latency> read(Path file) {
    if (!Files.exists(file)) {
      return new TreeMap<>();
    }
    try {
      return Json.mapper()
          .readValue(Files.readAllBytes(file), new TypeReference<TreeMap<String, Latency>>() {});
    } catch (IOException e) {
      throw new InvalidInputException(
          file + ": can't be read: " + e.getMessage() + ". Delete it to measure anew.", e);
    }
  }

  /** Measures what isn't known yet. */
  void measure(List<CellResult> results) {
    boolean news = false;
    for (CellResult result : results) {
      String network = key(result.record());
      if (!known.containsKey(network)) {
        known.put(network, Latency.measure(result.folder(), ExecutionOptions.standard()));
        news = true;
      }
    }
    if (news) {
      Durable.write(file, Json.write(known).getBytes(StandardCharsets.UTF_8));
    }
  }

  /** The latency of a cell's network; measured before. */
  Latency of(CellResult result) {
    return known.get(key(result.record()));
  }

  private static String key(RunRecord record) {
    return "%s, %d outputs, %d x %d x %d"
        .formatted(
            record.built().words(),
            record.data().labels().size(),
            record.preprocessing().imageSize(),
            record.preprocessing().imageSize(),
            record.preprocessing().channels());
  }
}
