package org.truncus.validate;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
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
    model(page, manifest);
    new DataSection(report).write(page);
    new LabelSections(report, plots).write(page);
    SubgroupSection.write(report, page);
    RivalSection.write(report, page);
    MethodSection.write(report, page);
    limitations(page, manifest);
    signOff(page);
    return page;
  }

  private void verdict(HtmlPage page) {
    int all = report.requirements().size();
    long failed = count(Verdict.FAIL);
    long open = count(Verdict.INSUFFICIENT);
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
              failed
                  + " of "
                  + all
                  + " requirements "
                  + (failed == 1 ? "is" : "are")
                  + " not met"
                  + (open == 0 ? "." : ", and " + open + " can't be told."));
      case INSUFFICIENT ->
          page.verdict(
              Tone.BAD,
              "Insufficient",
              open
                  + " of "
                  + all
                  + " requirements can't be told from these rows; the model is not accepted by"
                  + " them.");
      case NONE ->
          page.verdict(
              Tone.NEUTRAL,
              "No verdict",
              "No requirements were stated; this report measures without judging.");
    }
  }

  private long count(Verdict outcome) {
    return report.requirements().stream().filter(r -> r.outcome() == outcome).count();
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
      String outcome =
          switch (result.outcome()) {
            case PASS -> "PASS";
            case FAIL -> "FAIL";
            case INSUFFICIENT, NONE -> "INSUFFICIENT";
          };
      rows.add(
          List.of(
              result.text(), result.why(), Numbers.four(result.value()), outcome, result.note()));
    }
    page.section("Acceptance")
        .table("", List.of("Requirement", "Why", "Measured", "Outcome", "Note"), rows);
  }

  private void warnings(HtmlPage page) {
    if (report.warnings().isEmpty()) {
      return;
    }
    page.section("Warnings").remarks(report.warnings());
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
    for (LabelResult label : report.labels().values()) {
      for (PointResult point : label.points()) {
        facts.put(
            "Operating point of " + label.label() + ", " + point.point().name(),
            String.format(
                Locale.ROOT,
                "%.4f, chosen on its validation split for %s",
                point.point().threshold(),
                point.point().target()));
      }
    }
    page.section("Model and intended use").facts(facts);
  }

  private void limitations(HtmlPage page, PackageManifest manifest) {
    List<String> remarks = new ArrayList<>(manifest.limitations());
    remarks.add(
        "This report measures a model on the images of one list; what it says holds for patients,"
            + " machines and a reference standard like these.");
    remarks.add(
        "Research software, not a medical device. The report does not make a model fit for clinical"
            + " use.");
    page.section("Limitations").remarks(remarks);
  }

  private void signOff(HtmlPage page) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Package", report.model().id() + ", SHA-256 " + report.model().sha256());
    facts.put("List", report.list().name() + ", SHA-256 " + report.list().sha256());
    facts.put("Verdict of this report", report.verdict().name());
    page.section("Decision of the institution").facts(facts);
    Map<String, String> blanks = new LinkedHashMap<>();
    blanks.put("Decision", "accepted  ☐      refused  ☐      accepted with conditions  ☐");
    blanks.put("Conditions", "");
    blanks.put("Name and role", "");
    blanks.put("Date and signature", "");
    page.form(blanks);
  }
}
