package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole list of NIH ChestX-ray14, kept beside the project; its images are empty files. */
class NihListTest {

  /**
   * Counted by Python's csv module: {@code python3 -c "import csv,gzip,collections as
   * c;r=list(csv.DictReader(gzip.open('Data_Entry_2017_v2020.csv.gz','rt',newline='')));print(len(r),
   * len({x['Patient ID'] for x in r}),c.Counter(f for x in r for f in x['Finding
   * Labels'].split('|')),c.Counter(x['Patient Gender'] for x in r),c.Counter(x['View Position'] for
   * x in r))"}
   */
  private static final Map<String, Long> POSITIVES =
      Map.ofEntries(
          Map.entry("Atelectasis", 11_559L),
          Map.entry("Cardiomegaly", 2_776L),
          Map.entry("Effusion", 13_317L),
          Map.entry("Infiltration", 19_894L),
          Map.entry("Mass", 5_782L),
          Map.entry("Nodule", 6_331L),
          Map.entry("Pneumonia", 1_431L),
          Map.entry("Pneumothorax", 5_302L),
          Map.entry("Consolidation", 4_667L),
          Map.entry("Edema", 2_303L),
          Map.entry("Emphysema", 2_516L),
          Map.entry("Fibrosis", 1_686L),
          Map.entry("Pleural_Thickening", 3_385L),
          Map.entry("Hernia", 227L));

  @TempDir Path folder;

  private Path listWithImages() throws IOException {
    Path source = ListFixture.real("csv/Data_Entry_2017_v2020.csv.gz");
    for (int part = 0; part < 12; part++) {
      Files.createDirectories(folder.resolve("images_%03d/images".formatted(part + 1)));
    }
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(source)), StandardCharsets.UTF_8))) {
      lines.readLine();
      int row = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine(), row++) {
        String name = line.substring(0, line.indexOf(','));
        Files.createFile(folder.resolve("images_%03d/images/%s".formatted(row / 10_000 + 1, name)));
      }
    }
    return Files.copy(source, folder.resolve("Data_Entry_2017_v2020.csv.gz"));
  }

  @Test
  void everyRowIsReadAndCountedAsOthersCountIt() throws IOException {
    ImageList list = ListReader.read(listWithImages(), ListOptions.standard());
    ListSummary.Part all = ListSummary.parts(list).get(0);
    assertThat(all.rows()).isEqualTo(112_120);
    assertThat(all.patients()).isEqualTo(30_805);
    all.labels()
        .forEach(
            (label, counts) -> {
              long positives = POSITIVES.get(label);
              assertThat(counts)
                  .as(label)
                  .isEqualTo(new LabelCounts(positives, 112_120 - positives, 0));
            });
    assertThat(all.labels()).hasSize(14);
    assertThat(groups(list.rows(), "sex")).isEqualTo(Map.of("M", 63_340L, "F", 48_780L));
    assertThat(groups(list.rows(), "view")).isEqualTo(Map.of("PA", 67_310L, "AP", 44_810L));
    assertThat(list.rows().stream().filter(row -> row.targets()[13] > 0.5f).count()).isEqualTo(227);
    fractionsAreLearnable(PatientSplit.assign(list, SplitRatios.standard(), 1));
  }

  private static Map<String, Long> groups(List<ListRow> rows, String attribute) {
    return rows.stream()
        .collect(Collectors.groupingBy(r -> r.attributes().get(attribute), Collectors.counting()));
  }

  /** Hernia is in 0.2 % of the images: even a tenth of the patients keeps it in val. */
  private static void fractionsAreLearnable(ImageList split) {
    ImageList tenth = PatientFraction.take(split, 0.1, 1);
    for (Split part : List.of(Split.TRAIN, Split.VAL)) {
      LabelCounts whole = LabelCounts.of(split.labels(), split.rows(part)).get("Effusion");
      LabelCounts less = LabelCounts.of(split.labels(), tenth.rows(part)).get("Effusion");
      assertThat(less.prevalence() / whole.prevalence()).as(part.text()).isBetween(0.8, 1.2);
    }
  }
}
