package org.truncus.validate;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.plot.HtmlPage;

/** Which rows were looked at, what became of them, and what they are compared with. */
record DataSection(ValidationReport report) {

  private static final int SHOWN = 50;

  void write(HtmlPage page) {
    ValidationReport.TestedList list = report.list();
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("List", list.name());
    facts.put("SHA-256", list.sha256());
    facts.put(
        "Chosen",
        list.rows()
            + (list.split().equals("all") ? " images, all rows, of " : " images, split ")
            + (list.split().equals("all") ? "" : list.split() + ", of ")
            + list.patients()
            + " patients");
    facts.put("Reference standard", "the findings stated in the list; who stated them isn't known");
    facts.put("Overlap with the training", list.overlap());
    page.section("Data").facts(facts);
    flow(page);
    failures(page);
  }

  private void flow(HtmlPage page) {
    Flow flow = report.flow();
    List<List<String>> rows = new ArrayList<>();
    rows.add(step("In the list", flow.listed(), ""));
    rows.add(step("Received: chosen for this test", flow.received(), ""));
    flow.notScored().forEach((reason, count) -> rows.add(step("not scored", count, reason)));
    rows.add(
        step(
            "Scored",
            flow.scored(),
            flow.outsideDomain() == 0
                ? ""
                : flow.outsideDomain() + " of them of views the model isn't meant for"));
    flow.labelled()
        .forEach(
            (label, count) ->
                rows.add(
                    step(
                        "Finding known: " + label,
                        count,
                        String.format(
                            Locale.ROOT,
                            "%d positive, %d negative",
                            report.labels().get(label).positives(),
                            report.labels().get(label).negatives()))));
    page.table("What became of the images", List.of("Step", "Images", "Remark"), rows);
  }

  private static List<String> step(String name, long count, String remark) {
    return List.of(name, Long.toString(count), remark);
  }

  private void failures(HtmlPage page) {
    if (report.failures().isEmpty()) {
      return;
    }
    page.table(
        "Images that could not be scored, "
            + Numbers.percent(report.failureRate())
            + (report.failures().size() > SHOWN
                ? "; the first " + SHOWN + ", all are in errors.csv"
                : ""),
        List.of("Line", "Image", "Code", "Reason"),
        report.failures().stream()
            .limit(SHOWN)
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
