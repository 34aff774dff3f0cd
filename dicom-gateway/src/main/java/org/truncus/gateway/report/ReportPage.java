package org.truncus.gateway.report;

import java.util.List;
import java.util.Locale;

/**
 * A study's result as a page for a radiologist, or for whoever keeps the gateway: the decision
 * first, then what it rests on and what was left out, then model and identity. One self-contained
 * HTML 5 document without scripts or references, light and dark; no patient identifiers.
 */
final class ReportPage {
  private static final String STYLE =
      """
      :root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--line:#d0d7de;--page:#fff;
      --panel:#f6f8fa;--track:#e3e7ec;--score:#0969da;--mark:#1b1f24;--warn:#fff4d6;--edge:#b35900}
      @media (prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#9da7b3;--line:#30363d;
      --page:#0d1117;--panel:#161b22;--track:#30363d;--score:#4493f8;--mark:#e6edf3;--warn:#2d2208;
      --edge:#d29922}}
      body{font:16px/1.5 system-ui,"Liberation Sans",Arial,sans-serif;color:var(--ink);
      background:var(--page);max-width:54em;margin:0 auto;padding:1.5em 1em}
      h1{font-size:1.5em;margin:0}h2{font-size:1.1em;margin:2em 0 .5em}
      .sub{color:var(--soft);margin:.1em 0 1em}
      .warning{background:var(--warn);border-left:.3em solid var(--edge);padding:.5em .8em;margin:0}
      table{border-collapse:collapse;width:100%}
      th,td{padding:.4em .8em .4em 0;text-align:left;vertical-align:top;
      border-bottom:1px solid var(--line)}
      thead th{color:var(--soft);font-weight:400;font-size:.85em}
      .number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}
      .badge{display:inline-block;padding:0 .6em;border:1px solid var(--ink);border-radius:1em;
      white-space:nowrap}
      .PRESENT .badge{background:var(--ink);color:var(--page);font-weight:700}
      .PRESENT .name{font-weight:700}.UNDETERMINED .badge{border-style:dashed}
      .bar{vertical-align:middle;max-width:100%}.track{fill:var(--track)}.score{fill:var(--score)}
      .mark{fill:var(--mark)}.key{color:var(--soft);font-size:.85em}
      dl{display:grid;grid-template-columns:max-content 1fr;gap:.25em 1.2em;margin:0}
      dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
      .uid{overflow-wrap:anywhere;font-size:.85em;color:var(--soft)}
      .reason{font-style:italic}
      @media (max-width:40em){dl{grid-template-columns:1fr}.wide{display:none}}
      @media print{body{padding:0}}
      """;

  private final StudyResult result;
  private final StringBuilder page = new StringBuilder();

  private ReportPage(StudyResult result) {
    this.result = result;
  }

  static String of(StudyResult result) {
    return new ReportPage(result).build();
  }

  private String build() {
    page.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">");
    page.append("<meta name=\"viewport\" content=\"width=device-width\">");
    page.append("<title>AI result</title><style>\n").append(STYLE).append("</style></head>\n");
    page.append("<body>\n<h1>AI result</h1>\n<p class=\"sub\">");
    page.append(escaped(headline())).append("</p>\n<p class=\"warning\"><strong>");
    page.append(ReportText.WARNING).append("</strong> Output of an algorithm, for research use.");
    page.append(" It does not replace reading the images.</p>\n");
    if (result.evaluated()) {
      findings();
    } else {
      failure();
    }
    images();
    model();
    record();
    return page.append("</body></html>\n").toString();
  }

  private String headline() {
    ModelIdentity model = result.model();
    return model.name() + " version " + model.version() + ", " + ReportText.when(result);
  }

  private void findings() {
    page.append("<h2>Findings</h2>\n<table><thead><tr><th>Finding</th><th>Decision</th>");
    page.append("<th class=\"wide\">Score and threshold, 0 to 100 %</th>");
    page.append(
        "<th class=\"number\">Score</th><th class=\"number\">Threshold</th></tr></thead>\n");
    for (LabelResult label : result.labels()) {
      page.append("<tr class=\"").append(label.decision()).append("\"><td class=\"name\">");
      page.append(escaped(label.code().meaning()));
      label.site().ifPresent(site -> page.append(uid(site.site().meaning())));
      page.append("</td><td><span class=\"badge\">").append(ReportText.decision(label.decision()));
      page.append("</span></td><td class=\"wide\">");
      page.append(ScoreBar.svg(label.score(), label.threshold()));
      number(label.score());
      number(label.threshold());
      page.append("</td></tr>\n");
    }
    page.append("</table>\n<p class=\"key\"><span class=\"wide\">The bar is the score, the");
    page.append(" upright mark the threshold.</span> A finding counts as present from its");
    page.append(" threshold. ").append(derivation());
    page.append(escaped(ReportComment.percentages(result.model())));
    page.append(result.model().softmax() ? " Of these classes at most one is present." : "");
    page.append("</p>\n");
  }

  private String derivation() {
    if (result.scoredImages().size() < 2) {
      return "";
    }
    boolean mean = result.labels().stream().allMatch(l -> l.derivation() == Derivation.MEAN);
    boolean maximum = result.labels().stream().allMatch(l -> l.derivation() == Derivation.MAXIMUM);
    return mean || maximum
        ? "The study's score is the " + (mean ? "mean" : "highest") + " of its images' scores. "
        : "The study's score is the highest or the mean of its images' scores. ";
  }

  private void number(double share) {
    page.append("</td><td class=\"number\">").append(ReportText.percent(share));
  }

  private void failure() {
    page.append("<h2>Not evaluated</h2>\n<p>The study could not be evaluated: <strong>");
    page.append(escaped(result.reason()));
    page.append("</strong>. This says nothing about any finding.</p>\n");
  }

  private void images() {
    int all = result.images().size();
    int scored = result.scoredImages().size();
    page.append("<h2>Images</h2>\n<p class=\"key\">Evaluated: ").append(scored).append(" of ");
    page.append(all);
    page.append(all > scored ? "; the others were left out, for the reason beside them." : ".");
    page.append("</p>\n<table><thead><tr><th>No.</th><th>View</th><th>Result</th></tr></thead>\n");
    int number = 0;
    for (ImageResult image : result.images()) {
      number++;
      page.append("<tr><td>").append(number).append("</td><td>");
      page.append(escaped(String.join(" ", List.of(image.modality(), image.view())).strip()));
      page.append("</td><td>").append(scores(image)).append(uid(image.sopInstanceUID()));
      page.append("</td></tr>\n");
    }
    page.append("</table>\n");
  }

  private String scores(ImageResult image) {
    if (!image.scored()) {
      return "<span class=\"reason\">"
          + (image.eligible() ? "failed: " : "left out: ")
          + escaped(ReasonText.of(image.reason()))
          + "</span>";
    }
    StringBuilder scores = new StringBuilder();
    image
        .scores()
        .forEach(
            (name, share) -> {
              String meaning = result.label(name).map(label -> label.code().meaning()).orElse(name);
              scores.append(scores.isEmpty() ? "" : "; ");
              scores.append(escaped(meaning)).append(' ').append(ReportText.percent(share));
            });
    return scores.toString();
  }

  private void model() {
    ModelIdentity model = result.model();
    page.append("<h2>Model</h2>\n<dl>");
    fact("Model", model.name() + " version " + model.version());
    fact("Made by", model.manufacturer());
    fact("Operating point", model.operatingPoint());
    fact("Calibration", model.calibration());
    fact("Preprocessing", model.preprocessId());
    fact("SHA-256", model.sha256());
    page.append("</dl>\n");
  }

  private void record() {
    page.append("<h2>Record</h2>\n<dl>");
    fact("Status", result.status());
    fact("Revision", revision());
    fact("Created", ReportText.when(result));
    fact("Gateway", result.device().name() + ", " + result.device().softwareVersion());
    fact("Institution", result.device().institution());
    fact("Study", result.studyInstanceUID());
    page.append("</dl>\n");
  }

  private String revision() {
    return result.predecessorUID().isEmpty()
        ? Integer.toString(result.revision())
        : String.format(Locale.ROOT, "%d, replaces %s", result.revision(), result.predecessorUID());
  }

  private void fact(String name, String value) {
    if (!value.isEmpty()) {
      page.append("<dt>").append(name).append("</dt><dd>").append(escaped(value));
      page.append("</dd>\n");
    }
  }

  private static String uid(String text) {
    return "<div class=\"uid\">" + escaped(text) + "</div>";
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
