package org.truncus.train;

import java.util.List;
import org.truncus.list.Split;
import org.truncus.report.CaseImages;
import org.truncus.report.CasesSection;
import org.truncus.report.Report;
import org.truncus.report.ResultSections;
import org.truncus.report.SplitResult;
import org.truncus.report.Thresholds;

/**
 * The pages of a run: {@code report/index.html} with its course and results, and a page for each
 * split that is evaluated later. Each page stands alone; the plots also lie beside it as SVG.
 */
final class RunReport {

  private final RunFolder folder;
  private final RunRecord record;

  RunReport(RunFolder folder, RunRecord record) {
    this.folder = folder;
    this.record = record;
  }

  /**
   * Writes {@code report/index.html}.
   *
   * @param results of the splits, the main one first; images are shown of that one
   * @param thresholds chosen on the validation split
   * @param images of the main split
   */
  void write(List<SplitResult> results, Thresholds thresholds, CaseImages images) {
    Report report = new Report("Training run " + record.id());
    new HeadSection(record, results).write(report.page());
    new RunWarnings(record, results).write(report.page());
    new CourseSection(record, folder.history()).write(report);
    SplitResult main = results.get(0);
    new ResultSections(main, thresholds).write(report);
    for (SplitResult other : results.subList(1, results.size())) {
      new ResultSections(other, thresholds).writeBriefly(report);
    }
    new CasesSection(main, thresholds.balanced(), images).write(report.page());
    new AugmentationSection(folder.augmentationFile()).write(report.page());
    new DataSection(record.data()).write(report.page());
    new WeightsSection(record).write(report.page());
    new SettingsSection(record).write(report.page());
    report.write(folder.reportFile());
  }

  /**
   * Writes {@code report/<split>.html}.
   *
   * @param thresholds chosen on the validation split
   * @param images of the split
   */
  void writeSplit(SplitResult result, Thresholds thresholds, CaseImages images) {
    Split split = result.split();
    Report report = new Report("Run %s on %s".formatted(record.id(), split.text()));
    List<SplitResult> results = List.of(result);
    new HeadSection(record, results).write(report.page());
    new RunWarnings(record, results).write(report.page());
    new ResultSections(result, thresholds).write(report);
    new CasesSection(result, thresholds.balanced(), images).write(report.page());
    new DataSection(record.data()).write(report.page());
    new WeightsSection(record).write(report.page());
    new SettingsSection(record).write(report.page());
    report.write(folder.reportFile(split));
  }
}
