package org.truncus.gateway.web;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Small pieces of pages. All text is escaped here and nowhere else. */
final class Html {

  private static final String STYLE =
      ":root{color-scheme:light dark;--soft:#57606a}"
          + "@media (prefers-color-scheme:dark){:root{--soft:#9da7b3}}"
          + "body{font:15px/1.45 system-ui,sans-serif;margin:2rem auto;max-width:90rem;"
          + "padding:0 1rem;color:CanvasText;background:Canvas}"
          + "h1{font-size:1.5rem}h2{font-size:1.1rem;margin-top:2rem}"
          + "table{border-collapse:collapse;width:100%}"
          + "th{font-weight:600;color:var(--soft);font-size:.85rem}"
          + "th,td{text-align:left;padding:.3rem .8rem .3rem 0;border-bottom:1px solid #8884;"
          + "vertical-align:top}"
          + "td.word{white-space:nowrap}td.long{overflow-wrap:anywhere;min-width:14rem}"
          + ".figures{display:flex;flex-wrap:wrap;gap:.6rem;margin:0 0 1rem}"
          + ".figures div{border:1px solid #8884;border-radius:.4rem;padding:.4rem .9rem}"
          + ".figures b{display:block;font-size:1.3rem}.note,.figures span{color:var(--soft)}"
          + ".warning{border-left:.3rem solid #d29922;padding:.3rem .8rem;font-weight:600}"
          + ".wide{overflow-x:auto}";

  /** Cells up to this length stay on one line. */
  private static final int WORD = 24;

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

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

  /** A table; cells are escaped, nulls are empty, a list is of links. */
  static String table(List<String> heads, List<List<?>> rows) {
    if (rows.isEmpty()) {
      return "<p class=\"note\">none</p>";
    }
    StringBuilder html = new StringBuilder("<div class=\"wide\"><table><thead><tr>");
    heads.forEach(head -> html.append("<th>").append(escape(head)).append("</th>"));
    html.append("</tr></thead><tbody>");
    for (List<?> row : rows) {
      html.append("<tr>");
      row.forEach(cell -> append(html, cell));
      html.append("</tr>");
    }
    return html.append("</tbody></table></div>").toString();
  }

  static String heading(String text) {
    return "<h2>" + escape(text) + "</h2>";
  }

  static String paragraph(String text) {
    return "<p>" + escape(text) + "</p>";
  }

  /** A paragraph that must not be overlooked. */
  static String warning(String text) {
    return "<p class=\"warning\">" + escape(text) + "</p>";
  }

  /** A link inside of a table. */
  record Link(String href, String text) {}

  /** Numbers with their names, side by side. */
  static String figures(Map<String, ?> figures) {
    StringBuilder html = new StringBuilder("<div class=\"figures\">");
    figures.forEach(
        (name, value) ->
            html.append("<div><b>")
                .append(escape(String.valueOf(value)))
                .append("</b><span>")
                .append(escape(name))
                .append("</span></div>"));
    return html.append("</div>").toString();
  }

  private static void append(StringBuilder html, Object cell) {
    String text = text(cell);
    html.append(text.length() <= WORD ? "<td class=\"word\">" : "<td class=\"long\">");
    if (cell instanceof Link link) {
      html.append(anchor(link));
    } else if (cell instanceof List<?> links) {
      links.forEach(link -> html.append(anchor((Link) link)).append("<br>"));
    } else {
      html.append(escape(text));
    }
    html.append("</td>");
  }

  private static String anchor(Link link) {
    return "<a href=\"" + escape(link.href()) + "\">" + escape(link.text()) + "</a>";
  }

  private static String text(Object cell) {
    if (cell instanceof Link link) {
      return link.text();
    }
    if (cell instanceof List<?>) {
      return "";
    }
    if (cell instanceof Instant instant) {
      return TIME.format(instant);
    }
    return cell == null ? "" : String.valueOf(cell);
  }

  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }
}
