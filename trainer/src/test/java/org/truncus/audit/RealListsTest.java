package org.truncus.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.list.ListOptions;
import org.truncus.list.ListReader;
import org.truncus.progress.Progress;

/**
 * The lists of shared/data, whose traps are known, against scikit-learn (make_audit_golden.py). To
 * each list the sizes of the original files are added as columns; skipped where the data is absent.
 */
class RealListsTest {

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

  /** Pixels come from another JPEG decoder there. */
  private static final double OTHER_DECODER = 2e-3;

  @TempDir private Path folder;

  /** The width of the original images, the size of the original files: what is known of the two. */
  @ParameterizedTest
  @CsvSource({
    "kermany-pediatric, pneumonia, source_width, 0.854",
    "nih-cxr14, Pneumonia, source_bytes, 0.917",
    "kermany-pediatric, pneumonia, file size, 0.860",
    "nih-cxr14, Pneumonia, file size, 0.773"
  })
  void theKnownTrapsAreFound(String list, String label, String measure, double auroc)
      throws IOException {
    Audit audit = audit(list);
    Predictor found = found(audit, label, "rest", measure);
    assertThat(found.auroc().value()).isCloseTo(auroc, within(0.001));
    assertThat(found.verdict()).isEqualTo(Verdict.SHORTCUT);
    assertThat(audit.of(Verdict.SHORTCUT)).contains(found);
  }

  @ParameterizedTest
  @CsvSource({"kermany-pediatric", "nih-cxr14", "covid-cxr"})
  void everyAreaIsThatOfScikitLearn(String list) throws IOException {
    Audit audit = audit(list);
    int compared = 0;
    for (CSVRecord row : golden()) {
      String measure = row.get("measure");
      if (row.get("list").equals(list) && !audit.leftOut().containsKey(measure)) {
        Predictor found = found(audit, row.get("label"), row.get("against"), measure);
        boolean pixels = found.measure().source() == Source.PIXELS;
        assertThat(found.auroc().value())
            .as("%s %s %s", row.get("label"), row.get("against"), measure)
            .isCloseTo(Double.parseDouble(row.get("auroc")), within(pixels ? OTHER_DECODER : 1e-9));
        compared++;
      }
    }
    assertThat(compared).isGreaterThanOrEqualTo(8);
  }

  private static Predictor found(Audit audit, String label, String against, String measure) {
    return audit.predictors().stream()
        .filter(p -> p.contrast().label().equals(label))
        .filter(p -> p.contrast().against().text().equals(against))
        .filter(p -> p.measure().name().equals(measure))
        .findFirst()
        .orElseThrow(() -> new AssertionError(label + " " + against + " " + measure));
  }

  private Audit audit(String name) throws IOException {
    String root = System.getProperty("truncus.root", "..");
    Path data = Path.of(root).resolve("../shared/data").resolve(name).normalize();
    Assumptions.assumeTrue(Files.isDirectory(data), "no real images: shared/data/" + name);
    Path list = withSizesOfOriginals(data);
    ListOptions options = new ListOptions(data, List.of(), ListOptions.standard().policy(), null);
    return new ShortcutAudit(1).ofImages(ListReader.read(list, options), Progress.silent());
  }

  private Path withSizesOfOriginals(Path data) throws IOException {
    Map<String, String> sizes = new HashMap<>();
    for (CSVRecord row : records(Files.newBufferedReader(data.resolve("labels-original.csv")))) {
      sizes.put(row.get("path"), row.get("source_width") + "," + row.get("source_bytes"));
    }
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(data.resolve("list.csv"))) {
      String image = line.substring(0, line.indexOf(','));
      lines.add(line + "," + sizes.getOrDefault(image, "source_width,source_bytes"));
    }
    return Files.write(folder.resolve("list.csv"), lines);
  }

  private static List<CSVRecord> golden() throws IOException {
    return records(
        new InputStreamReader(
            Objects.requireNonNull(RealListsTest.class.getResourceAsStream("audit-golden.csv")),
            StandardCharsets.UTF_8));
  }

  private static List<CSVRecord> records(Reader in) throws IOException {
    try (in;
        CSVParser parser = CSVParser.parse(in, FORMAT)) {
      return parser.getRecords();
    }
  }
}
