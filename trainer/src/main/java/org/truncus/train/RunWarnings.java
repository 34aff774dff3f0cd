package org.truncus.train;

import java.util.ArrayList;
import java.util.List;
import org.truncus.list.Split;
import org.truncus.plot.HtmlPage;
import org.truncus.plot.HtmlPage.Tone;
import org.truncus.report.ResultWarnings;
import org.truncus.report.SplitResult;

/**
 * What a reader has to know before believing a run's numbers.
 *
 * @param results of the splits, the main one first
 */
record RunWarnings(RunRecord record, List<SplitResult> results) {

  void write(HtmlPage page) {
    List<String> warnings = all();
    page.section("Warnings");
    if (warnings.isEmpty()) {
      page.verdict(Tone.GOOD, "None", "Nothing stands against reading the numbers as they are.");
      return;
    }
    page.remarks(warnings);
  }

  private List<String> all() {
    List<String> warnings = new ArrayList<>();
    switch (results.get(0).split()) {
      case TRAIN -> warnings.add("The weights were fitted on these very images.");
      case VAL ->
          warnings.add(
              "The validation split chose the epoch, so its numbers are optimistic"
                  + (tested() ? "." : "; the list has no test split."));
      case TEST -> {}
    }
    warnings.addAll(ResultWarnings.of(results.get(0)));
    results.stream().skip(1).map(ResultWarnings::counts).forEach(warnings::addAll);
    if (record.best().epoch() == record.epochs()
        && record.epochs() == record.config().recipe().epochs()) {
      warnings.add(
          "The last epoch is the best one: the network was still learning. Train for more epochs.");
    }
    return warnings;
  }

  private boolean tested() {
    return record.data().splits().get(Split.TEST.text()).rows() > 0;
  }
}
