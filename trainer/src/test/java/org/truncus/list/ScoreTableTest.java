package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScoreTableTest {

  @TempDir Path folder;

  private ScoreTable read(String text) throws IOException {
    return ScoreTable.read(Files.writeString(folder.resolve("scores.csv"), text));
  }

  @Test
  void whatTruncusWritesIsRead() {
    Prediction row =
        new Prediction(
            "a.png",
            "P1",
            new float[] {1, Float.NaN},
            new float[] {0.1f, -2.5f},
            new float[] {0.525f, 0.0759f});
    Path csv = folder.resolve("p.csv");
    new PredictionList(List.of("x", "y"), List.of(row)).write(csv);
    ScoreTable table = ScoreTable.read(csv);
    assertThat(table.rows()).isEqualTo(1);
    assertThat(table.images()).containsExactly("a.png");
    assertThat(table.patients()).containsExactly("P1");
    assertThat(table.patientsKnown()).isTrue();
    assertThat(table.sha256()).hasSize(64);
    LabelScores y = table.labels().get(1);
    assertThat(y.label()).isEqualTo("y");
    assertThat(y.targets()).containsExactly(Double.NaN);
    assertThat(y.of(ScoreKind.LOGIT)).containsExactly(-2.5);
    assertThat(y.forRanks()).isEqualTo(ScoreKind.LOGIT);
    assertThat(y.forThresholds()).isEqualTo(ScoreKind.PROBABILITY);
  }

  @Test
  void targetsAndOneColumnOfScoresAreEnough() throws IOException {
    ScoreTable table =
        read(
            """
            note,x.score,x.target,y.logit,y.target,z.probability
            b,-7,0,1e3,1.0,0.5
            a,12.5,1,,,
            """);
    assertThat(table.rows()).isEqualTo(2);
    assertThat(table.images()).isEmpty();
    assertThat(table.patientsKnown()).isFalse();
    assertThat(table.patients()).doesNotHaveDuplicates();
    assertThat(table.labels()).extracting(LabelScores::label).containsExactly("x", "y");
    LabelScores x = table.labels().get(0);
    assertThat(x.of(ScoreKind.SCORE)).containsExactly(-7, 12.5);
    assertThat(x.forThresholds()).isEqualTo(ScoreKind.SCORE);
    assertThat(x.has(ScoreKind.PROBABILITY)).isFalse();
    assertThat(table.labels().get(1).of(ScoreKind.LOGIT)).containsExactly(1000, Double.NaN);
    assertThat(table.unused()).containsExactly("z");
  }

  @Test
  void longFilesAreReadWhole() throws IOException {
    StringBuilder text = new StringBuilder("x.target,x.probability\n");
    for (int i = 0; i < 5000; i++) {
      text.append(i % 2).append(',').append(i / 5000.0).append('\n');
    }
    LabelScores x = read(text.toString()).labels().get(0);
    assertThat(x.targets()).hasSize(5000);
    assertThat(x.of(ScoreKind.PROBABILITY)[4999]).isEqualTo(4999 / 5000.0);
  }

  @Test
  void doublesAreKept() throws IOException {
    ScoreTable table = read("x.target,x.probability\n1,0.9999999999999\n0,0.99999999999989\n");
    double[] p = table.labels().get(0).of(ScoreKind.PROBABILITY);
    assertThat(p[0]).isGreaterThan(p[1]);
  }

  @Test
  void wrongValuesAreAllTold() {
    assertThatThrownBy(
            () ->
                read(
                    """
                    patient_id,x.target,x.probability
                    A,2,0.5
                    B,1,1.5
                    C,0,
                    ,0,x
                    """))
        .isInstanceOf(InvalidListException.class)
        .hasMessageContaining("5 problems")
        .hasMessageContaining("line 2, column x.target: found '2'")
        .hasMessageContaining("line 3, column x.probability: found 1.5, expected 0 to 1")
        .hasMessageContaining("x.score")
        .hasMessageContaining("line 4, column x.probability: found ''")
        .hasMessageContaining("line 5, column x.probability: found 'x'")
        .hasMessageContaining("line 5, column patient_id: is blank");
  }

  @Test
  void filesOfAnotherFormAreRefused() {
    assertThatThrownBy(() -> read("image,score\na,1\n"))
        .isInstanceOf(InvalidListException.class)
        .hasMessageContaining("found the columns image, score")
        .hasMessageContaining("<label>.target");
    assertThatThrownBy(() -> read("x.target,y.target,y.score\n1,1,1\n"))
        .isInstanceOf(InvalidListException.class)
        .hasMessageContaining("column x.target: has no scores beside it");
    assertThatThrownBy(() -> read("x.target,x.score\n"))
        .isInstanceOf(InvalidListException.class)
        .hasMessageContaining("no rows");
  }
}
