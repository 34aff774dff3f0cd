package org.truncus.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.truncus.evaluate.Words;
import org.truncus.plot.Figure;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.HtmlPage.KeyFigure;
import org.truncus.plot.HtmlPage.Tone;
import org.truncus.problem.EnvironmentException;
import org.truncus.report.Report;

/** The page of an audit: what was flagged, how it is distributed, and images from both ends. */
public final class AuditPage {

  /** Flagged measures that are drawn for one contrast; the table has all. */
  private static final int DRAWN = 5;

  private final Audit audit;
  private final Report report;
  private final Ends ends;

  private AuditPage(Audit audit, boolean images) {
    this.audit = audit;
    this.report = new Report("Shortcut audit of " + audit.list().path().getFileName());
    this.ends = images ? new Ends(audit.list()) : null;
  }

  /**
   * Writes {@code index.html} and its plots.
   *
   * @param images whether images of patients may be read and shown
   * @return the page
   * @throws EnvironmentException where the folder can't be written
   */
  public static Path write(Audit audit, Path folder, boolean images) {
    AuditPage page = new AuditPage(audit, images);
    page.summary();
    page.table();
    page.flagged();
    page.all();
    Path file = folder.resolve("index.html");
    page.report.write(file);
    return file;
  }

  private void summary() {
    HtmlPage page = report.page();
    int shortcuts = audit.of(Verdict.SHORTCUT).size();
    int looks = audit.of(Verdict.LOOK).size();
    page.lead(
        "How well what a reader of images wouldn't look at predicts each label, all alone. What"
            + " predicts it here, a network can learn in place of the finding.");
    if (shortcuts > 0) {
      page.verdict(Tone.BAD, "Shortcuts", sentence(shortcuts, "at 0.70 or above"));
    } else if (looks > 0) {
      page.verdict(Tone.NEUTRAL, "Look", sentence(looks, "above 0.55"));
    } else {
      page.verdict(
          Tone.GOOD, "None found", "No measure has the lower end of its interval above 0.55.");
    }
    page.keyFigures(
        List.of(
            new KeyFigure("images", Integer.toString(audit.list().rows().size()), ""),
            new KeyFigure("comparisons", Integer.toString(audit.predictors().size()), ""),
            new KeyFigure("shortcuts", Integer.toString(shortcuts), "lower end ≥ 0.70"),
            new KeyFigure("worth a look", Integer.toString(looks), "lower end > 0.55")));
    page.paragraph(
        "AUROC with the 95 %% interval of a bootstrap that draws patients (%d replicates, seed %d). A"
                .formatted(audit.replicates(), audit.seed())
            + " number counts in the direction that fits, so 0.5 is no use; a category is scored by"
            + " how frequent the label is in it among other patients. By chance alone about "
            + audit.expectedByChance()
            + " of these intervals would have a lower end above 0.5. What is measured of pixels,"
            + " brightness for example, a finding may change by itself: there the audit asks a"
            + " question, for files and columns it mostly answers one.");
  }

  private static String sentence(int count, String where) {
    return count == 1
        ? "One measure below predicts a label with an AUROC whose interval begins " + where + "."
        : count
            + " times a measure predicts a label with an AUROC whose interval begins "
            + where
            + ".";
  }

  private void table() {
    List<List<String>> rows = new ArrayList<>();
    for (Predictor p : audit.predictors()) {
      if (p.verdict().isFlag()) {
        rows.add(
            List.of(
                p.verdict().text(),
                p.contrast().label(),
                p.contrast().against().text(),
                p.measure().name(),
                Words.three(p.auroc().value()),
                Words.of(p.auroc().ci95()),
                p.tells()));
      }
    }
    if (!rows.isEmpty()) {
      report.page().section("What was flagged");
      report
          .page()
          .table(
              "",
              List.of("verdict", "label", "against", "measure", "AUROC", "95 %", "tells"),
              rows);
    }
  }

  private void flagged() {
    Map<String, List<Predictor>> byContrast = new LinkedHashMap<>();
    for (Predictor p : audit.predictors()) {
      if (p.verdict().isFlag()) {
        byContrast.computeIfAbsent(name(p.contrast()), key -> new ArrayList<>()).add(p);
      }
    }
    int number = 0;
    for (Map.Entry<String, List<Predictor>> contrast : byContrast.entrySet()) {
      report.page().section(contrast.getKey());
      List<Predictor> drawn =
          contrast.getValue().subList(0, Math.min(DRAWN, contrast.getValue().size()));
      List<Figure> figures = new ArrayList<>();
      for (Predictor p : drawn) {
        String file = String.format(Locale.ROOT, "measure-%03d", ++number);
        figures.add(report.plot(file, AuditPlots.of(p)));
      }
      report.page().figures(figures);
      if (ends != null) {
        drawn.forEach(p -> ends.write(report.page(), p));
      }
    }
  }

  private void all() {
    Map<String, Map<String, String>> cells = new LinkedHashMap<>();
    Set<String> measures = new LinkedHashSet<>();
    for (Predictor p : audit.predictors()) {
      measures.add(p.measure().name());
      cells
          .computeIfAbsent(name(p.contrast()), key -> new LinkedHashMap<>())
          .put(p.measure().name(), Words.of(p.auroc()));
    }
    List<String> header = new ArrayList<>(List.of("measure"));
    header.addAll(cells.keySet());
    report.page().section("All comparisons");
    report
        .page()
        .table(
            "AUROC with its 95 % interval",
            header,
            measures.stream()
                .map(
                    measure -> {
                      List<String> row = new ArrayList<>(List.of(measure));
                      cells.values().forEach(c -> row.add(c.getOrDefault(measure, "—")));
                      return row;
                    })
                .toList());
    if (!audit.leftOut().isEmpty()) {
      report.page().paragraph(audit.leftOutText());
    }
  }

  private static String name(Contrast contrast) {
    return contrast.against() == Contrast.Against.REST
        ? contrast.label()
        : contrast.label() + " against nothing";
  }
}
