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
  static final String WARNING = "Not verified by a physician.";

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

  /** A whole HTML 5 document without scripts or references; see {@link ReportPage}. */
  public static String html(StudyResult result) {
    return ReportPage.of(result);
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
    facts.add(new String[] {"Created", when(result)});
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

  static String when(StudyResult result) {
    return WHEN.format(result.createdAt());
  }

  static String decision(Decision decision) {
    return decision.name().toLowerCase(Locale.ROOT);
  }

  static String percent(double share) {
    return Double.isFinite(share) ? Percent.of(share) + " %" : "none";
  }
}
