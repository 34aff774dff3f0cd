package org.truncus.gateway.web;

import java.util.List;

/** Small pieces of pages. All text is escaped here and nowhere else. */
final class Html {

  private static final String STYLE =
      "body{font:15px system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem;"
          + "color:CanvasText;background:Canvas}table{border-collapse:collapse;width:100%}"
          + "th,td{text-align:left;padding:.3rem .6rem;border-bottom:1px solid #8884;"
          + "overflow-wrap:anywhere}"
          + ":root{color-scheme:light dark}.note{color:#888}";

  private Html() {}

  static String page(String title, int refreshSeconds, String body) {
    String refresh =
        refreshSeconds > 0
            ? "<meta http-equiv=\"refresh\" content=\"" + refreshSeconds + "\">"
            : "";
    return "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
        + "<meta name=\"viewport\" content=\"width=device-width\">"
        + refresh
        + "<title>"
        + escape(title)
        + "</title><style>"
        + STYLE
        + "</style></head><body><h1>"
        + escape(title)
        + "</h1>"
        + body
        + "</body></html>";
  }

  /** A table; cells are escaped, nulls are empty. */
  static String table(List<String> heads, List<List<?>> rows) {
    if (rows.isEmpty()) {
      return "<p class=\"note\">none</p>";
    }
    StringBuilder html = new StringBuilder("<table><thead><tr>");
    heads.forEach(head -> html.append("<th>").append(escape(head)).append("</th>"));
    html.append("</tr></thead><tbody>");
    for (List<?> row : rows) {
      html.append("<tr>");
      row.forEach(cell -> html.append("<td>").append(cell(cell)).append("</td>"));
      html.append("</tr>");
    }
    return html.append("</tbody></table>").toString();
  }

  static String heading(String text) {
    return "<h2>" + escape(text) + "</h2>";
  }

  static String paragraph(String text) {
    return "<p>" + escape(text) + "</p>";
  }

  /** A link inside of a table. */
  record Link(String href, String text) {}

  private static String cell(Object cell) {
    if (cell instanceof Link link) {
      return "<a href=\"" + escape(link.href()) + "\">" + escape(link.text()) + "</a>";
    }
    return cell == null ? "" : escape(String.valueOf(cell));
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
