package org.truncus.experiment;

import java.util.ArrayList;
import java.util.List;
import org.truncus.metric.Area;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.Texts;

/** Which arms differ from the reference by more than chance, and by which test. */
final class DifferencesSection {

  private final Conditions conditions;
  private final List<ArmDifference> differences;

  DifferencesSection(Conditions conditions, List<ArmDifference> differences) {
    this.conditions = conditions;
    this.differences = differences;
  }

  void write(HtmlPage page) {
    page.section("Differences from " + conditions.reference());
    if (differences.isEmpty()) {
      page.paragraph(
          "There is nothing to compare yet: an arm and the reference need a finished run of the"
              + " same seed, on the same test images with the same labels.");
      return;
    }
    verdict(page);
    page.paragraph(method());
    for (List<Condition> group : conditions.groups()) {
      List<List<String>> rows = new ArrayList<>();
      differences.stream()
          .filter(found -> group.contains(found.arm()))
          .forEach(found -> rows.add(row(found)));
      if (!rows.isEmpty()) {
        page.table(
            group.get(0).where(),
            List.of(
                "Arm",
                "Label",
                "Area",
                "Difference ± sd",
                "Patients, 95 %",
                "Patients and seeds, 95 %",
                "p",
                "p, Holm",
                "Verdict"),
            rows);
      }
    }
  }

  private void verdict(HtmlPage page) {
    List<String> outside =
        differences.stream()
            .filter(found -> !found.insideTheNoise())
            .map(
                found ->
                    "%s%s, %s %s: %s"
                        .formatted(
                            found.arm().arm(),
                            found.arm().where().isEmpty() ? "" : " (" + found.arm().where() + ")",
                            ScoresSection.name(found.area()),
                            label(found),
                            found.seeds().mean() > 0 ? "higher" : "lower"))
            .toList();
    if (outside.isEmpty()) {
      page.verdict(
          HtmlPage.Tone.NEUTRAL,
          "No winner",
          "No arm differs from %s by more than chance may have made. That doesn't show that they are"
                  .formatted(conditions.reference())
              + " alike: the intervals say how large a difference remains possible.");
    } else {
      page.verdict(
          HtmlPage.Tone.NEUTRAL,
          outside.size() + " of " + differences.size() + " outside the noise",
          String.join("; ", outside) + ".");
    }
  }

  private String method() {
    boolean single = differences.stream().anyMatch(found -> found.seeds().n() < 2);
    return "Arm minus reference on the same test images, run by run of the same seed. Patients: %d"
            .formatted(Differences.REPLICATES)
        + " paired resamples of patients (seed %d), the same draws for both arms and all seeds."
            .formatted(Differences.SEED)
        + " Patients and seeds: half widths of that interval and of Student's t over seeds added in"
        + " squares; p is two-sided and belongs to it. Holm's correction is for all %d comparisons"
            .formatted(differences.size() / 2)
        + " in the same area; a difference is outside the noise where the corrected p is below"
        + " 0.05."
        + (single
            ? " Where an arm has one run only, the spread over seeds isn't known and the interval"
                + " is too narrow."
            : "");
  }

  private static List<String> row(ArmDifference found) {
    Spread seeds = found.seeds();
    return List.of(
        found.arm().arm(),
        label(found),
        found.area() == Area.AUROC ? "AUROC" : "AUPRC",
        seeds.text(),
        Texts.interval(found.patients()),
        Texts.interval(found.interval()),
        Texts.probability(found.p()),
        Texts.probability(found.holm()),
        found.verdict());
  }

  private static String label(ArmDifference found) {
    return found.label().equals(ResultsCsv.MACRO) ? "mean over labels" : found.label();
  }
}
