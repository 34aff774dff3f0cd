package org.truncus.search;

import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import java.util.Locale;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** {@code cuts.csv}: one row for each cut and seed. */
final class CutsCsv {

  private CutsCsv() {}

  static String of(SearchRecord record) {
    StringWriter text = new StringWriter();
    CSVFormat format = CSVFormat.RFC4180.builder().setRecordSeparator('\n').get();
    try (CSVPrinter csv = new CSVPrinter(text, format)) {
      csv.printRecord(
          "cut",
          "stage",
          "seed",
          "cell",
          "epochs",
          "val_auroc",
          "val_auprc",
          "parameters",
          "macs",
          "millis",
          "front_parameters",
          "front_macs",
          "front_millis",
          "taken");
      for (SearchRecord.CutEntry cut : record.cuts()) {
        for (int i = 0; i < record.seeds().size(); i++) {
          csv.printRecord(row(record, cut, i));
        }
      }
    } catch (IOException e) {
      throw new IllegalStateException("a writer in memory failed", e);
    }
    return text.toString();
  }

  private static List<Object> row(SearchRecord record, SearchRecord.CutEntry cut, int i) {
    return List.of(
        cut.cut(),
        cut.stage(),
        record.seeds().get(i),
        cut.cells().get(i),
        cut.epochs(),
        number(cut.auroc().values().get(i)),
        number(cut.auprc().values().get(i)),
        cut.parameters(),
        cut.macs(),
        String.format(Locale.ROOT, "%.3f", cut.millis()),
        flag(cut, "parameters"),
        flag(cut, "macs"),
        flag(cut, "millis"),
        cut.cut().equals(record.taken()) ? 1 : 0);
  }

  private static int flag(SearchRecord.CutEntry cut, String cost) {
    return cut.front().contains(cost) ? 1 : 0;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.6f", value);
  }
}
