package org.truncus.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;

class CasesTest {

  @Test
  void theSurestErrorsAndHitsComeFirst() {
    float[] targets = {0, 1, 0, 1, 1, 0, 1, 0, Float.NaN, Float.NaN};
    float[] scores = {0.9f, 0.2f, 0.6f, 0.7f, 0.1f, 0.3f, 0.95f, 0.7f, 0.99f, 0.01f};
    Cases cases = Cases.ofFinding(Made.finding(targets, scores), 0, 0.5);
    assertThat(cases.falsePositives()).containsExactly(0, 7, 2);
    assertThat(cases.falseNegatives()).containsExactly(4, 1);
    assertThat(cases.truePositives()).containsExactly(6, 3);
  }

  @Test
  void aRowAtTheThresholdIsCalledPositive() {
    PredictionList list = Made.finding(new float[] {0, 1}, new float[] {0.25f, 0.25f});
    assertThat(Cases.ofFinding(list, 0, 0.25).falsePositives()).containsExactly(0);
    assertThat(Cases.ofFinding(list, 0, 0.25).truePositives()).containsExactly(1);
    assertThat(Cases.ofFinding(list, 0, 0.26).falsePositives()).isEmpty();
    assertThat(Cases.ofFinding(list, 0, 0.26).falseNegatives()).containsExactly(1);
  }

  @Test
  void logitsTellApartWhatRoundingMadeEqual() {
    List<Prediction> rows =
        List.of(row("a", 18, 1), row("b", 25, 1), row("c", 20, 1), row("d", -3, 0.05f));
    Cases cases = Cases.ofFinding(new PredictionList(List.of("finding"), rows), 0, 0.5);
    assertThat(cases.falsePositives()).containsExactly(1, 2, 0);
  }

  private static Prediction row(String image, float logit, float probability) {
    return new Prediction(
        image, image, new float[] {0}, new float[] {logit}, new float[] {probability});
  }

  @Test
  void ofClassesTheMostLikelyOneIsCalled() {
    float[][] probabilities = {
      {0.5f, 0.3f, 0.2f},
      {0.4f, 0.35f, 0.25f},
      {0.2f, 0.3f, 0.5f},
      {0.1f, 0.8f, 0.1f},
      {0.6f, 0.3f, 0.1f}
    };
    PredictionList list = Made.classes(new int[] {0, 1, 0, 1, 2}, probabilities);
    Cases first = Cases.ofClass(list, 0);
    assertThat(first.falsePositives()).containsExactly(4, 1);
    assertThat(first.falseNegatives()).containsExactly(2);
    assertThat(first.truePositives()).containsExactly(0);
    assertThat(Cases.ofClass(list, 2).falseNegatives()).containsExactly(4);
    assertThat(Cases.called(list.rows().get(2))).isEqualTo(2);
    assertThat(Cases.trueClass(list.rows().get(2))).isZero();
  }
}
