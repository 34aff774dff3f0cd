package org.truncus.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Rows in columns as wide as their widest cell: numbers flush right, words flush left. */
final class TextTable {

  private static final String GAP = "  ";
  private static final Pattern NUMBER = Pattern.compile("([-+<] ?)?[0-9].*|undefined|");

  private final List<String[]> rows = new ArrayList<>();

  TextTable(String... header) {
    rows.add(header);
  }

  /** Adds a row as long as the header. */
  TextTable row(List<String> cells) {
    if (cells.size() != rows.get(0).length) {
      throw new IllegalArgumentException(
          cells.size() + " cells under " + rows.get(0).length + " columns");
    }
    rows.add(cells.toArray(String[]::new));
    return this;
  }

  /** Whether there is nothing but the header. */
  boolean isEmpty() {
    return rows.size() == 1;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (String[] row : rows) {
      StringBuilder line = new StringBuilder();
      for (int c = 0; c < row.length; c++) {
        String padding = " ".repeat(width(c) - length(row[c]));
        line.append(c == 0 ? "" : GAP);
        line.append(isNumeric(c) ? padding + row[c] : row[c] + padding);
      }
      text.append(line.toString().stripTrailing()).append('\n');
    }
    return text.toString();
  }

  private int width(int column) {
    return rows.stream().mapToInt(row -> length(row[column])).max().orElse(0);
  }

  private boolean isNumeric(int column) {
    return rows.stream().skip(1).allMatch(row -> NUMBER.matcher(row[column]).matches());
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
