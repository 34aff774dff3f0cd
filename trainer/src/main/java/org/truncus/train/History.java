package org.truncus.train;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.truncus.problem.InvalidInputException;

/** {@code history.csv}: {@code epoch,split,name,value}, an empty value where it is undefined. */
final class History {

  private static final String[] HEADER = {"epoch", "split", "name", "value"};
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();

  private History() {}

  /**
   * Reads a history; empty where the file doesn't exist yet.
   *
   * @throws InvalidInputException where it is not of this form
   */
  static List<HistoryEntry> read(Path csv) {
    CSVFormat format = FORMAT.builder().setHeader().setSkipHeaderRecord(true).get();
    List<HistoryEntry> entries = new ArrayList<>();
    try (CSVParser parser = CSVParser.parse(csv, StandardCharsets.UTF_8, format)) {
      for (CSVRecord row : parser) {
        String value = row.get("value");
        entries.add(
            new HistoryEntry(
                Integer.parseInt(row.get("epoch")),
                row.get("split"),
                row.get("name"),
                value.isEmpty() ? Double.NaN : Double.parseDouble(value)));
      }
      return entries;
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (IOException | IllegalArgumentException e) {
      throw new InvalidInputException(
          csv + ": expected the columns epoch,split,name,value with numbers: " + e.getMessage(), e);
    }
  }

  /** Writes a history as a whole, atomically. */
  static void write(Path csv, List<HistoryEntry> entries) {
    StringWriter text = new StringWriter();
    try (CSVPrinter printer = new CSVPrinter(text, FORMAT)) {
      printer.printRecord((Object[]) HEADER);
      for (HistoryEntry entry : entries) {
        String value = Double.isNaN(entry.value()) ? "" : Double.toString(entry.value());
        printer.printRecord(entry.epoch(), entry.split(), entry.name(), value);
      }
    } catch (IOException e) {
      throw new IllegalStateException("a writer in memory failed", e);
    }
    Durable.write(csv, text.toString().getBytes(StandardCharsets.UTF_8));
  }
}
