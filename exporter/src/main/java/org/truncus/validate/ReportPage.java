package org.truncus.validate;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.model.PackageManifest;
import org.truncus.plot.Figure;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.HtmlPage.KeyFigure;
import org.truncus.plot.HtmlPage.Tone;

/**
 * {@code report.html}: the verdict first, then what it rests on, then what a reader needs to repeat
 * it, and room for a signature.
 *
 * @param report what is told
 * @param plots by the name of their file
 */
record ReportPage(ValidationReport report, Map<String, Figure> plots) {

  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'").withZone(ZoneOffset.UTC);

  HtmlPage page() {
    PackageManifest manifest = report.model().manifest();
    HtmlPage page =
        new HtmlPage(
                "Validation of "
                    + manifest.algorithm().name()
                    + ", version "
                    + manifest.algorithm().version())
            .lead(
                String.format(
                    "%d images of %d patients from %s (%s), %s.",
                    report.list().rows(),
                    report.list().patients(),
                    report.list().name(),
                    report.list().split().equals("all")
                        ? "all rows"
                        : "split " + report.list().split(),
                    DATE.format(report.createdAt())));
    verdict(page);
    keyFigures(page);
    requirements(page);
    warnings(page);
    new LabelSections(report, plots).write(page);
    SubgroupSection.write(report, page);
    data(page);
    model(page, manifest);
    MethodSection.write(report, page);
    signOff(page);
    return page;
  }

  private void verdict(HtmlPage page) {
    long met = report.requirements().stream().filter(RequirementResult::met).count();
    int all = report.requirements().size();
    switch (report.verdict()) {
      case PASS ->
          page.verdict(
              Tone.GOOD,
              "Pass",
              all == 1 ? "The requirement is met." : "All " + all + " requirements are met.");
      case FAIL ->
          page.verdict(
              Tone.BAD,
              "Fail",
              (all - met)
                  + " of "
                  + all
                  + " requirements "
                  + (all - met == 1 ? "is" : "are")
                  + " not met.");
      case NONE ->
          page.verdict(
              Tone.NEUTRAL,
              "No verdict",
              "No requirements were stated; this report measures without judging.");
    }
  }

  private void keyFigures(HtmlPage page) {
    List<KeyFigure> figures = new ArrayList<>();
    for (LabelResult label : report.labels().values()) {
      if (report.labels().size() <= 3) {
        String of = report.labels().size() == 1 ? "" : ", " + label.label();
        Estimate auroc = label.estimate(Metric.AUROC);
        figures.add(
            new KeyFigure("AUROC" + of, Numbers.three(auroc.value()), Numbers.interval(auroc)));
        if (report.labels().size() == 1) {
          for (Metric metric : List.of(Metric.SENSITIVITY, Metric.SPECIFICITY)) {
            Estimate estimate = label.estimate(metric);
            figures.add(
                new KeyFigure(
                    metric.title(),
                    Numbers.percent(estimate.value()),
                    Numbers.percentInterval(estimate)));
          }
        }
      }
    }
    figures.add(
        new KeyFigure(
            "Images scored",
            Integer.toString(report.list().scored()),
            report.failures().isEmpty() ? "none failed" : report.failures().size() + " failed"));
    page.keyFigures(figures);
  }

  private void requirements(HtmlPage page) {
    if (report.requirements().isEmpty()) {
      return;
    }
    List<List<String>> rows = new ArrayList<>();
    for (RequirementResult result : report.requirements()) {
      rows.add(
          List.of(
              result.text(),
              Numbers.four(result.value()),
              result.met() ? "✓ met" : "✗ not met",
              result.note()));
    }
    page.section("Requirements")
        .table("", List.of("Requirement", "Measured", "Outcome", "Note"), rows);
  }

  private void warnings(HtmlPage page) {
    if (report.warnings().isEmpty()) {
      return;
    }
    page.section("Warnings");
    report.warnings().forEach(warning -> page.paragraph("• " + warning));
  }

  private void data(HtmlPage page) {
    ValidationReport.TestedList list = report.list();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("List", list.name());
    facts.put("SHA-256", list.sha256());
    facts.put("Rows in the list", Integer.toString(list.listed()));
    facts.put("Chosen", list.rows() + " (" + list.split() + "), " + list.patients() + " patients");
    facts.put("Scored", Integer.toString(list.scored()));
    facts.put(
        "Not scored",
        report.failures().size() + " (" + Numbers.percent(report.failureRate()) + ")");
    facts.put("Overlap with the training", list.overlap());
    page.section("Data").facts(facts);
    if (!report.failures().isEmpty()) {
      page.table(
          "Rows that could not be scored"
              + (report.failures().size() > 50 ? ", the first 50; all are in errors.csv" : ""),
          List.of("Line", "Image", "Code", "Reason"),
          report.failures().stream()
              .limit(50)
              .map(
                  failure ->
                      List.of(
                          Long.toString(failure.row().line()),
                          failure.row().image(),
                          failure.code(),
                          failure.message()))
              .toList());
    }
  }

  private void model(HtmlPage page, PackageManifest manifest) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Package", manifest.name() + ", version " + manifest.version());
    facts.put("SHA-256", report.model().sha256());
    facts.put("Integrity", "every file has the digest its manifest lists");
    facts.put("Manufacturer", manifest.algorithm().manufacturer());
    facts.put(
        "Exported", DATE.format(manifest.createdAt()) + " by Truncus " + manifest.truncusVersion());
    facts.put("Network", manifest.built().words() + "; strategy " + manifest.strategy());
    facts.put(
        "Input",
        manifest.input().photometric()
            + ", fitted to "
            + manifest.input().size()
            + " × "
            + manifest.input().size()
            + " pixels");
    facts.put("Calibration", manifest.calibration().method());
    facts.put("Meant for", Numbers.domain(manifest.validDomain()));
    manifest
        .limitations()
        .forEach(limitation -> facts.merge("Limitations", limitation, (a, b) -> a + "; " + b));
    page.section("Model").facts(facts);
  }

  private static void signOff(HtmlPage page) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Decision", "accepted  ☐      refused  ☐      accepted with conditions  ☐");
    facts.put("Conditions", "\u00a0");
    facts.put("Name and role", "\u00a0");
    facts.put("Date and signature", "\u00a0");
    page.section("Decision of the institution")
        .facts(facts)
        .paragraph(
            "Research software, not a medical device. This report measures a model on the images"
                + " of one list; it does not make it fit for clinical use.");
  }
}
