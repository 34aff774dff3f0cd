package org.truncus.plot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truncus.problem.EnvironmentException;

/**
 * A self-contained page: styles and drawings inside, no script, nothing loaded from anywhere (a
 * content security policy says so), light or dark with the reader's system, fit for printing. All
 * text is escaped here. Built from top to bottom, not thread-safe.
 */
public final class HtmlPage {

  /** How a verdict is coloured. */
  public enum Tone {
    /** As required. */
    GOOD,
    /** Not as required. */
    BAD,
    /** Neither. */
    NEUTRAL
  }

  /**
   * One number of the row of key figures.
   *
   * @param label what it is
   * @param value as shown
   * @param note below it, for example an interval; may be empty
   */
  public record KeyFigure(String label, String value, String note) {}

  private final String title;
  private final StringBuilder body = new StringBuilder();
  private final List<String> sections = new ArrayList<>();
  private String lead = "";

  /** An empty page of that title. */
  public HtmlPage(String title) {
    this.title = title;
  }

  /** A sentence or two below the title. */
  public HtmlPage lead(String text) {
    lead = text;
    return this;
  }

  /** Begins a section; what follows stands in it. */
  public HtmlPage section(String heading) {
    sections.add(heading);
    body.append("<h2 id=\"s").append(sections.size()).append("\">").append(Html.escape(heading));
    body.append("</h2>\n");
    return this;
  }

  /** A heading below that of a section. */
  public HtmlPage subsection(String heading) {
    body.append("<h3>").append(Html.escape(heading)).append("</h3>\n");
    return this;
  }

  /** A heading below that of a subsection. */
  public HtmlPage minor(String heading) {
    body.append("<h4>").append(Html.escape(heading)).append("</h4>\n");
    return this;
  }

  /** A paragraph. */
  public HtmlPage paragraph(String text) {
    body.append("<p>").append(Html.escape(text)).append("</p>\n");
    return this;
  }

  /** Remarks in one box, each on a line of its own; nothing where there are none. */
  public HtmlPage remarks(List<String> remarks) {
    if (!remarks.isEmpty()) {
      body.append("<ul class=\"verdict neutral remarks\">\n");
      remarks.forEach(text -> body.append("<li>").append(Html.escape(text)).append("</li>\n"));
      body.append("</ul>\n");
    }
    return this;
  }

  /** A verdict in a coloured box: a word and a sentence. */
  public HtmlPage verdict(Tone tone, String word, String sentence) {
    String kind =
        switch (tone) {
          case GOOD -> "good";
          case BAD -> "bad";
          case NEUTRAL -> "neutral";
        };
    body.append("<p class=\"verdict ").append(kind).append("\"><strong>");
    body.append(Html.escape(word)).append("</strong> ").append(Html.escape(sentence));
    body.append("</p>\n");
    return this;
  }

  /** A row of large numbers. */
  public HtmlPage keyFigures(List<KeyFigure> figures) {
    body.append("<dl class=\"key\">\n");
    for (KeyFigure figure : figures) {
      body.append("<div><dt>").append(Html.escape(figure.label())).append("</dt><dd>");
      body.append(Html.escape(figure.value())).append("</dd>");
      if (!figure.note().isEmpty()) {
        body.append("<dd class=\"note\">").append(Html.escape(figure.note())).append("</dd>");
      }
      body.append("</div>\n");
    }
    body.append("</dl>\n");
    return this;
  }

  /** Names and values in two columns: settings, versions, provenance. */
  public HtmlPage facts(Map<String, String> facts) {
    body.append("<div class=\"scroll\"><table class=\"facts\"><tbody>\n");
    facts.forEach(
        (name, value) ->
            body.append("<tr><th scope=\"row\">")
                .append(Html.escape(name))
                .append("</th><td>")
                .append(Html.escape(value))
                .append("</td></tr>\n"));
    body.append("</tbody></table></div>\n");
    return this;
  }

  /** Names and room to write beside each; it isn't torn apart in print. */
  public HtmlPage form(Map<String, String> blanks) {
    body.append("<table class=\"facts form\"><tbody>\n");
    blanks.forEach(
        (name, value) ->
            body.append("<tr><th scope=\"row\">")
                .append(Html.escape(name))
                .append("</th><td>")
                .append(Html.escape(value))
                .append("</td></tr>\n"));
    body.append("</tbody></table>\n");
    return this;
  }

  /** Names and values in groups, the groups beside each other as far as they fit. */
  public HtmlPage factGroups(Map<String, Map<String, String>> groups) {
    body.append("<div class=\"groups\">\n");
    groups.forEach(
        (name, facts) -> {
          body.append("<section>\n");
          minor(name).facts(facts);
          body.append("</section>\n");
        });
    body.append("</div>\n");
    return this;
  }

  /**
   * A table; cells that begin like a number are set flush right.
   *
   * @param caption above the table; may be empty
   * @param header one per column
   * @param rows each as long as the header
   */
  public HtmlPage table(String caption, List<String> header, List<List<String>> rows) {
    body.append(HtmlTable.of(caption, header, rows));
    return this;
  }

  /** Drawings beside each other, as many as fit. */
  public HtmlPage figures(List<Figure> figures) {
    body.append("<div class=\"figures\">\n");
    figures.forEach(figure -> figure(figure, ""));
    body.append("</div>\n");
    return this;
  }

  /** Small drawings, four beside each other where there is room. */
  public HtmlPage smallFigures(List<Figure> figures) {
    body.append("<div class=\"small-figures\">\n");
    figures.forEach(figure -> figure(figure, ""));
    body.append("</div>\n");
    return this;
  }

  /**
   * A drawing.
   *
   * @param caption below it; may be empty
   */
  public HtmlPage figure(Figure figure, String caption) {
    body.append("<figure>\n").append(figure.svg());
    return caption(caption);
  }

  /**
   * A picture.
   *
   * @param picture becomes part of the page
   * @param alternative what it shows, for those who can't see it
   * @param caption below it; may be empty
   */
  public HtmlPage picture(Picture picture, String alternative, String caption) {
    body.append("<figure>\n").append(picture.img(alternative)).append('\n');
    return caption(caption);
  }

  /** Pairs of pictures with a few words below each, as many beside each other as fit. */
  public HtmlPage gallery(List<HtmlGallery.Item> items) {
    body.append(HtmlGallery.of(items));
    return this;
  }

  /** Pictures with a few words below each, as many beside each other as fit. */
  public HtmlPage tiles(List<HtmlGallery.Tile> tiles) {
    body.append(HtmlGallery.tiles(tiles));
    return this;
  }

  /** Counts in a table whose cells are tinted by their share of the row. */
  public HtmlPage matrix(HtmlMatrix matrix) {
    body.append(matrix.html());
    return this;
  }

  private HtmlPage caption(String caption) {
    if (!caption.isEmpty()) {
      body.append("<figcaption>").append(Html.escape(caption)).append("</figcaption>\n");
    }
    body.append("</figure>\n");
    return this;
  }

  /** Text in a fixed-width face, lines kept. */
  public HtmlPage preformatted(String text) {
    body.append("<pre>").append(Html.escape(text)).append("</pre>\n");
    return this;
  }

  /** The whole document. */
  public String html() {
    StringBuilder page = new StringBuilder(body.length() + 8192);
    page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    page.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; ");
    page.append("style-src 'unsafe-inline'; img-src data:\">\n<title>");
    page.append(Html.escape(title)).append("</title>\n<style>\n").append(HtmlStyle.CSS);
    page.append("</style>\n</head>\n<body>\n<main>\n<header>\n<h1>").append(Html.escape(title));
    page.append("</h1>\n");
    if (!lead.isEmpty()) {
      page.append("<p class=\"lead\">").append(Html.escape(lead)).append("</p>\n");
    }
    return page.append(contents())
        .append("</header>\n")
        .append(body)
        .append("</main>\n</body>\n</html>\n")
        .toString();
  }

  private String contents() {
    if (sections.size() < 3) {
      return "";
    }
    StringBuilder nav = new StringBuilder("<nav aria-label=\"Sections\">\n");
    for (int s = 0; s < sections.size(); s++) {
      nav.append("<a href=\"#s").append(s + 1).append("\">");
      nav.append(Html.escape(sections.get(s))).append("</a>\n");
    }
    return nav.append("</nav>\n").toString();
  }

  /**
   * Writes the document in UTF-8; makes the folder where it is missing.
   *
   * @throws EnvironmentException where it can't be written
   */
  public void write(Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, html());
    } catch (IOException e) {
      throw new EnvironmentException(file + ": can't be written: " + e.getMessage(), e);
    }
  }
}
