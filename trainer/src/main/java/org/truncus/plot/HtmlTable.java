package org.truncus.plot;

import java.util.List;
import java.util.regex.Pattern;

/** One table of a page. */
final class HtmlTable {

  private static final Pattern NUMBER = Pattern.compile("[-+−<>≥≤\\[]?\\s?[0-9].*|—|-|undefined|");

  private HtmlTable() {}

  static String of(String caption, List<String> header, List<List<String>> rows) {
    for (List<String> row : rows) {
      if (row.size() != header.size()) {
        throw new IllegalArgumentException(
            "a row of " + row.size() + " cells under " + header.size() + " columns");
      }
    }
    StringBuilder out = new StringBuilder("<div class=\"scroll\"><table>\n");
    if (!caption.isEmpty()) {
      out.append("<caption>").append(Html.escape(caption)).append("</caption>\n");
    }
    out.append("<thead><tr>");
    for (int c = 0; c < header.size(); c++) {
      out.append(isNumeric(rows, c) ? "<th scope=\"col\" class=\"n\">" : "<th scope=\"col\">");
      out.append(Html.escape(header.get(c))).append("</th>");
    }
    out.append("</tr></thead>\n<tbody>\n");
    for (List<String> row : rows) {
      out.append("<tr>");
      for (int c = 0; c < row.size(); c++) {
        out.append(isNumeric(rows, c) ? "<td class=\"n\">" : "<td>");
        out.append(Html.escape(row.get(c))).append("</td>");
      }
      out.append("</tr>\n");
    }
    return out.append("</tbody></table></div>\n").toString();
  }

  private static boolean isNumeric(List<List<String>> rows, int column) {
    return rows.stream().allMatch(row -> NUMBER.matcher(row.get(column)).matches());
  }
}
