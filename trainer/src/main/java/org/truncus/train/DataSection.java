package org.truncus.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.plot.HtmlPage;

/** What a run learnt from: images and patients by split, and what their labels say. */
record DataSection(RunRecord.Data data) {

  void write(HtmlPage page) {
    page.section("Data");
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("List", PathText.nameOf(data.list().toString()));
    facts.put("SHA-256", data.sha256());
    facts.put(
        "Labels",
        switch (data.task()) {
          case MULTILABEL ->
              data.labels().size() == 1
                  ? "one finding"
                  : data.labels().size() + " findings, each for itself";
          case MULTICLASS -> data.labels().size() + " classes, one of which an image has";
        });
    page.facts(facts);
    Map<String, RunRecord.SplitData> splits = new LinkedHashMap<>(data.splits());
    splits.values().removeIf(split -> split.rows() == 0);
    page.table(
        "No patient is in two splits.",
        List.of("Split", "Images", "Patients", "Images a patient"),
        splits.entrySet().stream().map(e -> sizes(e.getKey(), e.getValue())).toList());
    page.table(
        "Images with a label (+, in brackets the patients) and without it (−)"
            + (anyMasked(splits) ? "; where it isn't known (?), an image counts as neither" : ""),
        header(splits),
        data.labels().stream().map(label -> row(label, splits)).toList());
  }

  private static List<String> sizes(String name, RunRecord.SplitData split) {
    return List.of(
        name,
        Integer.toString(split.rows()),
        Integer.toString(split.patients()),
        String.format(Locale.ROOT, "%.2f", (double) split.rows() / split.patients()));
  }

  private static boolean anyMasked(Map<String, RunRecord.SplitData> splits) {
    return splits.values().stream().anyMatch(DataSection::anyMasked);
  }

  private static boolean anyMasked(RunRecord.SplitData split) {
    return split.labels().values().stream().anyMatch(label -> label.masked() > 0);
  }

  private static List<String> header(Map<String, RunRecord.SplitData> splits) {
    List<String> header = new ArrayList<>(List.of("Label"));
    splits.forEach(
        (name, split) -> {
          header.add(name + " +");
          header.add(name + " −");
          if (anyMasked(split)) {
            header.add(name + " ?");
          }
        });
    return header;
  }

  private static List<String> row(String label, Map<String, RunRecord.SplitData> splits) {
    List<String> row = new ArrayList<>(List.of(label));
    for (RunRecord.SplitData split : splits.values()) {
      RunRecord.LabelData counts = split.labels().get(label);
      row.add("%d (%d)".formatted(counts.positives(), counts.patients()));
      row.add(Integer.toString(counts.negatives()));
      if (anyMasked(split)) {
        row.add(Integer.toString(counts.masked()));
      }
    }
    return row;
  }
}
