package org.truncus.gateway.report;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A study's result for people: plain text for terminals, a self-contained page for browsers. No
 * patient identifiers.
 */
public final class ReportText {
  private static final DateTimeFormatter WHEN =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss xxx", Locale.ROOT);
  private static final String WARNING = "Not verified by a physician.";

  private ReportText() {}

  /** Lines of at most about 100 characters, ending in a line feed. */
  public static String plain(StudyResult result) {
    StringBuilder text = new StringBuilder();
    text.append("AI result. ").append(WARNING).append("\n\n");
    for (String[] fact : facts(result)) {
      text.append(String.format(Locale.ROOT, "  %-16s %s%n", fact[0], fact[1]));
    }
    text.append('\n');
    int width = width(result);
    String row = "  %-" + width + "s  %-12s  %8s  %9s%n";
    if (result.evaluated()) {
      text.append(String.format(Locale.ROOT, row, "Finding", "Decision", "Score", "Threshold"));
      for (LabelResult label : result.labels()) {
        text.append(
            String.format(
                Locale.ROOT,
                row,
                label.code().meaning(),
                decision(label.decision()),
                percent(label.score()),
                percent(label.threshold())));
      }
    } else {
      text.append("  Could not be evaluated: ").append(result.reason()).append("\n");
    }
    text.append("\n  Images\n");
    images(result).forEach(line -> text.append("    ").append(line).append('\n'));
    return text.toString().replace(System.lineSeparator(), "\n");
  }

  /** A whole HTML 5 document without scripts or references. */
  public static String html(StudyResult result) {
    StringBuilder page = new StringBuilder();
    page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.append("<title>AI result</title><style>");
    page.append("body{font:16px/1.5 system-ui,sans-serif;max-width:50em;margin:2em auto;");
    page.append("padding:0 1em;color-scheme:light dark}table{border-collapse:collapse}");
    page.append("td,th{padding:.25em 1em .25em 0;text-align:left;border-bottom:1px solid #8886}");
    page.append(".PRESENT{font-weight:700}.warning{border-left:.3em solid #c60;");
    page.append("padding-left:.7em}</style></head>\n<body><h1>AI result</h1>\n");
    page.append("<p class=\"warning\">").append(WARNING).append("</p>\n<table>\n");
    for (String[] fact : facts(result)) {
      page.append("<tr><th>").append(escaped(fact[0])).append("</th><td>");
      page.append(escaped(fact[1])).append("</td></tr>\n");
    }
    page.append("</table>\n");
    page.append(result.evaluated() ? findings(result) : failure(result));
    page.append("<h2>Images</h2>\n<ol>\n");
    images(result).forEach(i -> page.append("<li>").append(escaped(i)).append("</li>\n"));
    return page.append("</ol>\n</body></html>\n").toString();
  }

  private static String findings(StudyResult result) {
    StringBuilder table = new StringBuilder("<h2>Findings</h2>\n<table>\n<tr><th>Finding</th>");
    table.append("<th>Decision</th><th>Score</th><th>Threshold</th></tr>\n");
    for (LabelResult label : result.labels()) {
      table.append("<tr class=\"").append(label.decision()).append("\"><td>");
      table.append(escaped(label.code().meaning())).append("</td><td>");
      table.append(decision(label.decision())).append("</td><td>");
      table.append(percent(label.score())).append("</td><td>");
      table.append(percent(label.threshold())).append("</td></tr>\n");
    }
    return table.append("</table>\n").toString();
  }

  private static String failure(StudyResult result) {
    return "<p>The study could not be evaluated: " + escaped(result.reason()) + "</p>\n";
  }

  private static List<String[]> facts(StudyResult result) {
    ModelIdentity model = result.model();
    List<String[]> facts = new ArrayList<>();
    facts.add(new String[] {"Study", result.studyInstanceUID()});
    facts.add(new String[] {"Status", result.status() + ", revision " + result.revision()});
    facts.add(new String[] {"Model", model.name() + " version " + model.version()});
    facts.add(new String[] {"Digest", model.sha256()});
    facts.add(new String[] {"Operating point", model.operatingPoint()});
    facts.add(new String[] {"Calibration", model.calibration()});
    facts.add(new String[] {"Gateway", result.device().name()});
    facts.add(new String[] {"Created", WHEN.format(result.createdAt())});
    return facts;
  }

  private static List<String> images(StudyResult result) {
    List<String> lines = new ArrayList<>();
    for (ImageResult image : result.images()) {
      StringBuilder line = new StringBuilder(image.sopInstanceUID());
      line.append(image.view().isEmpty() ? "" : " (" + image.view() + ")");
      if (image.scored()) {
        image.scores().forEach((name, p) -> line.append(" ").append(name + " " + percent(p)));
      } else {
        line.append(" left out: ").append(image.reason());
      }
      lines.add(line.toString());
    }
    return lines;
  }

  private static int width(StudyResult result) {
    return result.labels().stream()
        .mapToInt(label -> label.code().meaning().length())
        .reduce("Finding".length(), Math::max);
  }

  private static String decision(Decision decision) {
    return decision.name().toLowerCase(Locale.ROOT);
  }

  private static String percent(double share) {
    return Double.isFinite(share) ? Percent.of(share) + " %" : "none";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
