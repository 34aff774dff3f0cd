package org.truncus.validate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truncus.json.Json;
import org.truncus.problem.EnvironmentException;

/**
 * The rows scored so far, one JSON document a line behind a line that says what they are of. Every
 * line is with the operating system before the next row is scored, and on the disk every {@link
 * #FORCED_EVERY} rows, so a validation that was stopped, killed or cut off goes on where it was. A
 * last line that was cut short is dropped. Whoever opens it closes it.
 */
final class ScoreJournal implements AutoCloseable {

  private static final int FORCED_EVERY = 64;

  private final Path file;
  private final FileChannel out;
  private final List<ScoredRow> rows;
  private final ObjectWriter writer =
      Json.mapper().writer().without(SerializationFeature.INDENT_OUTPUT);

  private ScoreJournal(Path file, FileChannel out, List<ScoredRow> rows) {
    this.file = file;
    this.out = out;
    this.rows = rows;
  }

  /**
   * Opens a journal: an old one of the same work is continued, any other is begun anew.
   *
   * @param work what decides over the scores: digests of model and list, split, execution
   * @throws EnvironmentException where it can't be read or written
   */
  static ScoreJournal open(Path file, Map<String, Object> work) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      FileChannel channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      ScoreJournal journal = new ScoreJournal(file, channel, new ArrayList<>());
      journal.load(work);
      return journal;
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private void load(Map<String, Object> work) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    JsonNode wanted = Json.mapper().valueToTree(work);
    int end = lineEnd(bytes, 0);
    int good = 0;
    if (end > 0 && wanted.toString().equals(text(bytes, 0, end))) {
      good = end + 1;
      for (end = lineEnd(bytes, good); end >= 0; end = lineEnd(bytes, good)) {
        try {
          ScoredRow row = Json.mapper().readValue(text(bytes, good, end), ScoredRow.class);
          if (row.row() != rows.size()) {
            break;
          }
          rows.add(row);
        } catch (JsonProcessingException e) {
          break; // cut off by a crash: what stands before is whole
        }
        good = end + 1;
      }
    }
    out.truncate(good);
    out.position(good);
    if (good == 0) {
      write(wanted.toString());
    }
  }

  private static int lineEnd(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  private static String text(byte[] bytes, int from, int to) {
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** The rows so far, in order from row 0. */
  List<ScoredRow> rows() {
    return rows;
  }

  /** Seconds of work so far. */
  double elapsed() {
    return rows.isEmpty() ? 0 : rows.get(rows.size() - 1).elapsed();
  }

  /** Adds the next row. */
  void add(ScoredRow row) {
    try {
      rows.add(row);
      write(writer.writeValueAsString(row));
      if (rows.size() % FORCED_EVERY == 0) {
        out.force(false);
      }
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  private void write(String line) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      out.write(bytes);
    }
  }

  private static EnvironmentException cannotWrite(Path file, IOException e) {
    return new EnvironmentException(
        file
            + ": can't be written: "
            + e.getMessage()
            + "; see that the disk has room and the folder allows writing, then start the same"
            + " command again: it goes on where it was",
        e);
  }

  /** Removes the journal: the report stands. */
  void delete() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  @Override
  public void close() {
    try {
      out.force(true);
      out.close();
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }
}
