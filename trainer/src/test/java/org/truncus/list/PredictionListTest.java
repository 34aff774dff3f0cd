package org.truncus.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionListTest {

  @TempDir Path folder;

  @Test
  void everyFloatSurvivesWritingAndReading() {
    Random random = new Random(20);
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < 2000; i++) {
      float logit = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(12) - 6));
      float probability = (float) (random.nextDouble() * Math.pow(10, -random.nextInt(12)));
      float target = i % 3 == 0 ? Float.NaN : i % 3 - 1;
      rows.add(
          new Prediction("a, \"" + i + "\".png", "P" + i, f(target), f(logit), f(probability)));
    }
    Path csv = folder.resolve("predictions/test.csv");
    new PredictionList(List.of("opacity"), rows).write(csv);
    PredictionList read = PredictionList.read(csv);
    assertThat(read.labels()).containsExactly("opacity");
    assertThat(read.rows()).hasSize(rows.size());
    for (int i = 0; i < rows.size(); i++) {
      Prediction actual = read.rows().get(i);
      assertThat(actual.image()).isEqualTo(rows.get(i).image());
      assertThat(actual.patientId()).isEqualTo(rows.get(i).patientId());
      assertThat(actual.targets()).isEqualTo(rows.get(i).targets());
      assertThat(actual.logits()).isEqualTo(rows.get(i).logits());
      assertThat(actual.probabilities()).isEqualTo(rows.get(i).probabilities());
    }
    assertThat(folder.resolve("predictions")).isDirectoryContaining("glob:**test.csv");
    assertThat(folder.resolve("predictions").toFile().list()).containsExactly("test.csv");
  }

  private static float[] f(float value) {
    return new float[] {value};
  }

  @Test
  void theFileLooksAsThePublishedFormSays() throws IOException {
    Prediction row =
        new Prediction(
            "a.png",
            "P1",
            new float[] {1, Float.NaN},
            new float[] {0.1f, -2.5f},
            new float[] {0.525f, 0.0759f});
    Path csv = folder.resolve("p.csv");
    new PredictionList(List.of("x", "y"), List.of(row)).write(csv);
    assertThat(Files.readAllLines(csv))
        .containsExactly(
            "image,patient_id,x.target,x.logit,x.probability,y.target,y.logit,y.probability",
            "a.png,P1,1,0.100000001,0.524999976,,-2.50000000,0.0759000033");
  }

  @Test
  void foreignFilesMayLackPatientsAndLogits() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("theirs.csv"),
            "x.probability,x.target,image\n0.75,1.0,a.png\n1,0,b.png\n");
    PredictionList list = PredictionList.read(csv);
    assertThat(list.rows()).extracting(Prediction::patientId).containsExactly("a.png", "b.png");
    assertThat(list.rows().get(0).logits()[0]).isCloseTo((float) Math.log(3), within(1e-6f));
    assertThat(list.rows().get(1).logits()[0]).isFinite();
  }

  @Test
  void logitsOfForeignProbabilitiesKeepTheirOrder() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("extreme.csv"),
            "image,x.target,x.probability\na,0,0\nb,0,1e-30\nc,0,1e-9\nd,1,0.9999999\ne,1,1\n");
    float[] logits = new float[5];
    List<Prediction> rows = PredictionList.read(csv).rows();
    for (int i = 0; i < 5; i++) {
      logits[i] = rows.get(i).logits()[0];
      assertThat(logits[i]).isFinite().isGreaterThan(i == 0 ? -200 : logits[i - 1]);
    }
  }

  @Test
  void wrongValuesAreAllTold() throws IOException {
    Path csv =
        Files.writeString(
            folder.resolve("wrong.csv"),
            """
            image,patient_id,x.target,x.logit,x.probability
            a.png,P,2,0.1,0.5
            b.png,P,1,NaN,0.5
            c.png,P,1,0,1.01
            d.png,,0,0,
            """);
    assertThatThrownBy(() -> PredictionList.read(csv))
        .isInstanceOf(InvalidListException.class)
        .hasMessageContaining("5 problems")
        .hasMessageContaining("line 2, column x.target: found '2'")
        .hasMessageContaining("line 3, column x.logit: found 'NaN'")
        .hasMessageContaining("line 4, column x.probability: found 1.01")
        .hasMessageContaining("line 5, column x.probability: found ''")
        .hasMessageContaining("line 5, column patient_id: is blank");
    Path other = Files.writeString(folder.resolve("other.csv"), "image,score\na,1\n");
    assertThatThrownBy(() -> PredictionList.read(other))
        .isInstanceOf(InvalidListException.class)
        .hasMessageContaining("found the columns image, score");
  }
}
