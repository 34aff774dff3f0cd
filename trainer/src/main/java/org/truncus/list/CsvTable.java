package org.truncus.list;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.truncus.problem.InvalidInputException;

/**
 * Streams a table with a header: RFC 4180, separated by commas or tabs (told by the first line),
 * UTF-8 (a byte order mark is skipped), plain or gzip (by content). Rows of the wrong length,
 * broken quotes and broken UTF-8 become problems; blank lines and one trailing empty column are
 * tolerated.
 */
final class CsvTable {

  /** Receives the rows that have as many values as the header. */
  interface RowHandler {
    void row(long line, CSVRecord values);
  }

  /** Receives the header before the first row; answers whether it makes sense to read on. */
  interface HeaderHandler {
    boolean header(List<String> columns);
  }

  private static final int BYTE_ORDER_MARK = 0xFEFF;
  private static final char REPLACEMENT = '\uFFFD';
  private static final String NOT_UTF_8 = "holds bytes that aren't UTF-8; save the file as UTF-8";
  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get();

  private static final CSVFormat TABS = FORMAT.builder().setDelimiter('\t').get();
  private static final int LONGEST_HEADER = 1 << 16;

  private final Path file;
  private final ProblemCollector problems;

  CsvTable(Path file, ProblemCollector problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Reads the file to its end and answers the SHA-256 of its bytes, lower-case hexadecimal. */
  String read(HeaderHandler onHeader, RowHandler onRow) {
    MessageDigest digest = Sha256.digest();
    try (InputStream raw = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      boolean gzip = isGzip(raw);
      InputStream bytes = new DigestInputStream(raw, digest);
      BufferedReader text = text(gzip ? new GZIPInputStream(bytes, 1 << 16) : bytes);
      try (CSVParser parser = (tabs(text) ? TABS : FORMAT).parse(text)) {
        parse(parser, onHeader, onRow);
        bytes.transferTo(OutputStream.nullOutputStream());
      }
    } catch (NoSuchFileException e) {
      throw new InvalidInputException(file + ": there is no such file", e);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": can't be read: " + e.getMessage(), e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static boolean isGzip(InputStream in) throws IOException {
    in.mark(2);
    boolean gzip = in.read() == 0x1f && in.read() == 0x8b;
    in.reset();
    return gzip;
  }

  private static BufferedReader text(InputStream in) throws IOException {
    BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
    return reader;
  }

  /** Whether there are more tabs than commas in the first line, quoted parts left out. */
  private static boolean tabs(BufferedReader reader) throws IOException {
    reader.mark(LONGEST_HEADER);
    int balance = 0;
    boolean quoted = false;
    int c = reader.read();
    for (int i = 1; i < LONGEST_HEADER && c >= 0 && (quoted || c != '\n'); i++) {
      quoted ^= c == '"';
      balance += quoted ? 0 : c == '\t' ? 1 : c == ',' ? -1 : 0;
      c = reader.read();
    }
    reader.reset();
    return balance > 0;
  }

  private void parse(CSVParser parser, HeaderHandler onHeader, RowHandler onRow) {
    long line = 1;
    try {
      Iterator<CSVRecord> records = parser.iterator();
      if (!records.hasNext()) {
        problems.add(0, "", "the file is empty, expected a header and rows");
        return;
      }
      List<String> columns = columns(records.next());
      if (!onHeader.header(columns)) {
        return;
      }
      line = parser.getCurrentLineNumber() + 1;
      while (records.hasNext()) {
        CSVRecord values = records.next();
        if (!isBlank(values) && lengthFits(line, values, columns.size())) {
          characters(line, columns, values);
          onRow.row(line, values);
        }
        line = parser.getCurrentLineNumber() + 1;
      }
    } catch (UncheckedIOException e) {
      problems.add(line, "", "the rest can't be read: " + e.getCause().getMessage());
    }
  }

  private List<String> columns(CSVRecord header) {
    List<String> columns = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : header) {
      String column = name.strip();
      if (column.indexOf(REPLACEMENT) >= 0) {
        problems.add(1, column, NOT_UTF_8);
      }
      if (!column.isEmpty() && !seen.add(column)) {
        problems.add(1, column, "the header names this column twice");
      }
      columns.add(column);
    }
    while (!columns.isEmpty() && columns.get(columns.size() - 1).isEmpty()) {
      columns.remove(columns.size() - 1);
    }
    return columns;
  }

  private boolean lengthFits(long line, CSVRecord values, int expected) {
    int found = values.size();
    while (found > expected && values.get(found - 1).isBlank()) {
      found--;
    }
    if (found != expected) {
      problems.add(line, "", "found " + found + " values, the header has " + expected + " columns");
    }
    return found == expected;
  }

  private void characters(long line, List<String> columns, CSVRecord values) {
    for (int c = 0; c < columns.size(); c++) {
      if (values.get(c).indexOf(REPLACEMENT) >= 0) {
        problems.add(line, columns.get(c), NOT_UTF_8);
      }
    }
  }

  private static boolean isBlank(CSVRecord values) {
    return values.size() == 1 && values.get(0).isBlank();
  }
}
