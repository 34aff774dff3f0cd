package org.truncus.plot;

import java.util.List;
import java.util.Locale;

/**
 * Counts by two properties, for example the confusion of classes.
 *
 * @param caption above the table
 * @param rowTitle what the rows are
 * @param columnTitle what the columns are
 * @param names of rows and columns alike
 * @param counts by row and column, as many of both as names
 */
public record HtmlMatrix(
    String caption,
    String rowTitle,
    String columnTitle,
    List<String> names,
    List<List<Long>> counts) {

  private static final double STRONGEST = 0.6;

  /** Checks that the table is square. */
  public HtmlMatrix {
    names = List.copyOf(names);
    counts = counts.stream().map(List::copyOf).toList();
    for (List<Long> row : counts) {
      if (row.size() != names.size() || counts.size() != names.size()) {
        throw new IllegalArgumentException(
            names.size() + " names for " + counts.size() + " rows of " + row.size());
      }
    }
  }

  String html() {
    StringBuilder out = new StringBuilder("<div class=\"scroll\"><table class=\"matrix\">\n");
    out.append("<caption>").append(Html.escape(caption)).append("</caption>\n");
    out.append("<thead><tr><th rowspan=\"2\" scope=\"col\">").append(Html.escape(rowTitle));
    out.append("</th><th class=\"over\" scope=\"colgroup\" colspan=\"").append(names.size());
    out.append("\">").append(Html.escape(columnTitle));
    out.append("</th><th rowspan=\"2\" class=\"n\" scope=\"col\">All</th></tr>\n<tr>");
    names.forEach(
        name ->
            out.append("<th scope=\"col\" class=\"n\">").append(Html.escape(name)).append("</th>"));
    out.append("</tr></thead>\n<tbody>\n");
    for (int r = 0; r < names.size(); r++) {
      row(out, r);
    }
    return out.append("</tbody></table></div>\n").toString();
  }

  private void row(StringBuilder out, int r) {
    long all = counts.get(r).stream().mapToLong(Long::longValue).sum();
    out.append("<tr><th scope=\"row\">").append(Html.escape(names.get(r))).append("</th>");
    for (long count : counts.get(r)) {
      double share = all == 0 ? 0 : (double) count / all;
      out.append(
          String.format(
              Locale.ROOT,
              "<td class=\"n\" style=\"background:rgba(43,123,186,%.3f)\">%d<small>%.0f %%</small>"
                  + "</td>",
              STRONGEST * share,
              count,
              100 * share));
    }
    out.append("<td class=\"n\">").append(all).append("</td></tr>\n");
  }
}
