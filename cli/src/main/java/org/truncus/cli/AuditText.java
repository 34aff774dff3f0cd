package org.truncus.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.truncus.audit.Audit;
import org.truncus.audit.Contrast;
import org.truncus.audit.Predictor;
import org.truncus.audit.Verdict;
import org.truncus.evaluate.Words;

/** The text form of an audit. */
final class AuditText {

  /** Lines of one label against the same others. */
  private static final int MOST = 5;

  private AuditText() {}

  /**
   * A table of what was flagged, and of each label's best measure where nothing was.
   *
   * @param page the page that was written; null where none was
   */
  static String of(Audit audit, Path page) {
    TextTable table =
        new TextTable("verdict", "label", "against", "measure", "AUROC", "95 %", "tells");
    Map<String, Integer> lines = new HashMap<>();
    int left = 0;
    for (Predictor p : audit.predictors()) {
      Contrast contrast = p.contrast();
      String key = contrast.label() + '\n' + contrast.against();
      int before = lines.merge(key, 1, Integer::sum) - 1;
      boolean shown = before == 0 || (p.verdict().isFlag() && before < MOST);
      if (shown) {
        table.row(row(p));
      } else if (p.verdict().isFlag()) {
        left++;
      }
    }
    return "\nWhat predicts a label all alone (AUROC, interval by patient, seed %d):\n"
            .formatted(audit.seed())
        + table
        + notes(audit, left)
        + (page == null ? "" : "page     " + page + "\n");
  }

  private static List<String> row(Predictor p) {
    return List.of(
        p.verdict().text(),
        p.contrast().label(),
        p.contrast().against().text(),
        p.measure().name(),
        Words.three(p.auroc().value()),
        Words.of(p.auroc().ci95()),
        p.tells());
  }

  private static String notes(Audit audit, int left) {
    StringBuilder text = new StringBuilder("\n");
    if (left > 0) {
      text.append("%d more are flagged; --json and --report have all.\n".formatted(left));
    }
    text.append(
        ("%d comparisons: %d shortcut (interval from %.2f on), %d look (from above %.2f);"
                + " about %d intervals lie above 0.5 by chance alone.\n")
            .formatted(
                audit.predictors().size(),
                audit.of(Verdict.SHORTCUT).size(),
                Verdict.SHORTCUT_FROM,
                audit.of(Verdict.LOOK).size(),
                Verdict.LOOK_ABOVE,
                audit.expectedByChance()));
    if (!audit.leftOut().isEmpty()) {
      text.append(audit.leftOutText()).append('\n');
    }
    return text.toString();
  }
}
