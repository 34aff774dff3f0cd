package org.truncus.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.list.ScoreTable;
import org.truncus.metric.Area;
import org.truncus.metric.Difference;
import org.truncus.metric.Interval;
import org.truncus.problem.InvalidInputException;
import org.truncus.progress.Progress;

class ComparisonTest {

  private static final MetricsOptions OPTIONS =
      new MetricsOptions(null, List.of(), List.of(), 400, 1);

  @TempDir Path folder;

  private Comparison compare(String first, String second) {
    ScoreTable one = ScoreFiles.table(folder.resolve("one.csv"), first);
    ScoreTable two = ScoreFiles.table(folder.resolve("two.csv"), second);
    return ScoreEvaluation.of(one, two, OPTIONS, Progress.silent()).comparison();
  }

  private static String shuffled(String csv) {
    List<String> lines = new ArrayList<>(csv.lines().toList());
    String header = lines.remove(0);
    Collections.shuffle(lines, new Random(9));
    return header + "\n" + String.join("\n", lines) + "\n";
  }

  @Test
  void aMuchNoisierModelIsOutsideTheNoise() {
    LabelComparison x = compare(ScoreFiles.sigmoids(0), ScoreFiles.sigmoids(3)).labels().get("x");
    Difference auroc = x.differences().auroc();
    assertThat(auroc.value())
        .isCloseTo(x.first().auroc().value() - x.second().auroc().value(), within(1e-12));
    assertThat(auroc.insideTheNoise()).isFalse();
    assertThat(auroc.p()).isLessThan(0.05);
    assertThat(x.deLong().p()).isLessThan(0.05);
    assertThat(LabelComparison.verdict(auroc, "A", "B")).isEqualTo("A higher, outside the noise");
  }

  @Test
  void theSameModelIsInsideTheNoiseWhateverTheOrderOfRows() {
    String model = ScoreFiles.sigmoids(0);
    Comparison comparison = compare(model, shuffled(model));
    assertThat(comparison.rows()).isEqualTo(200);
    for (LabelComparison label : comparison.labels().values()) {
      assertThat(label.differences().auroc()).isEqualTo(new Difference(0, new Interval(0, 0), 1));
      assertThat(label.deLong().p()).isEqualTo(1);
      assertThat(LabelComparison.verdict(label.differences().auroc(), "A", "B"))
          .isEqualTo("inside the noise");
    }
    assertThat(comparison.macro().auroc().value()).isZero();
    assertThat(comparison.meanOfFirst(Area.AUROC)).isEqualTo(comparison.meanOfSecond(Area.AUROC));
  }

  @Test
  void rowsOfOneFileOnlyAreLeftOutAndCounted() {
    String model = ScoreFiles.sigmoids(0);
    List<String> lines = model.lines().toList();
    Comparison comparison = compare(model, String.join("\n", lines.subList(0, 151)) + "\n");
    assertThat(comparison.rows()).isEqualTo(150);
    assertThat(comparison.leftOutOfFirst()).isEqualTo(50);
    assertThat(comparison.leftOutOfSecond()).isZero();
  }

  @Test
  void filesWithoutImagesArePairedByPosition() {
    String rows = "0,0.1\n1,0.9\n".repeat(20);
    Comparison comparison = compare("x.target,x.score\n" + rows, "x.target,x.logit\n" + rows);
    assertThat(comparison.rows()).isEqualTo(40);
    assertThatThrownBy(
            () -> compare("x.target,x.score\n" + rows, "x.target,x.logit\n" + rows + "1,1\n"))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has 41 rows", "has 40");
  }

  @Test
  void patientsAreTakenFromTheFileThatNamesThem() {
    String model = ScoreFiles.sigmoids(0);
    String nameless = model.replace("image,patient_id", "image,whose");
    Comparison comparison = compare(nameless, ScoreFiles.sigmoids(0.5));
    assertThat(comparison.labels().get("x").first().patients()).isEqualTo(100);
  }

  @Test
  void filesThatCanNotBeComparedAreRefused() {
    String model = ScoreFiles.sigmoids(0);
    assertThatThrownBy(
            () ->
                compare(
                    model,
                    model
                        .replace("i003.png,P01,0", "i003.png,P01,1")
                        .replace("i003.png,P01,1,", "i003.png,P01,,")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("1 targets differ")
        .hasMessageContaining("x of i003.png is");
    assertThatThrownBy(() -> compare(model, model.replace("i003.png,P01", "i003.png,P77")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("i003.png is of patient P01, there of P77");
    assertThatThrownBy(() -> compare(model, model.replace("i003.png", "i004.png")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("names the image i004.png more than once");
    assertThatThrownBy(() -> compare(model, model.replace(".png", ".jpg")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no image in common");
    assertThatThrownBy(() -> compare(model, model.replace("x.", "v.").replace("y.", "w.")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("no label in common");
    assertThatThrownBy(() -> compare(model, model.replace("image,", "file,")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("has no column image");
  }
}
