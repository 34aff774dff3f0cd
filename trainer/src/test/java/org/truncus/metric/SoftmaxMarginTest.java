package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;

class SoftmaxMarginTest {

  private static PredictionList sigmoids(float... logits) {
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < logits.length; i++) {
      float p = (float) (1 / (1 + Math.exp(-(double) logits[i])));
      float[] target = {i % 2 == 0 ? 1 : 0};
      rows.add(new Prediction("i" + i, "p" + i, target, new float[] {logits[i]}, new float[] {p}));
    }
    return new PredictionList(List.of("x"), rows);
  }

  @Test
  void certainRowsAreNotTied() {
    PredictionList list = sigmoids(30, 20, 25, 19);
    assertThat(list.rows().get(0).probabilities()[0])
        .isEqualTo(list.rows().get(1).probabilities()[0])
        .isEqualTo(1);
    LabelSample sample = LabelSample.of(list, 0);
    assertThat(Auroc.of(sample.scores(), sample.positives())).isEqualTo(0.5);
    assertThat(Metrics.of(list).get("x").auroc()).isEqualTo(1);
  }

  @Test
  void certainClassesOfASoftmaxAreNotTied() {
    List<Prediction> rows = new ArrayList<>();
    float[][] logits = {{40, 0, 1}, {30, 0, 1}, {35, 2, 0}, {28, 0, 3}};
    for (int i = 0; i < logits.length; i++) {
      float[] targets = i % 2 == 0 ? new float[] {1, 0, 0} : new float[] {0, 1, 0};
      rows.add(new Prediction("i" + i, "p" + i, targets, logits[i], softmax(logits[i])));
    }
    PredictionList list = new PredictionList(List.of("a", "b", "c"), rows);
    LabelSample sample = LabelSample.of(list, 0);
    assertThat(sample.scores()).containsOnly(1);
    assertThat(Auroc.of(sample.rankScores(), sample.positives())).isEqualTo(1);
    for (int i = 0; i < logits.length; i++) {
      double[] z = {logits[i][0], logits[i][1], logits[i][2]};
      assertThat(sample.rankScores()[i]).isCloseTo(SoftmaxMargin.ofLogits(z, 0), within(1e-5));
    }
  }

  private static float[] softmax(float[] logits) {
    double sum = 0;
    for (float z : logits) {
      sum += Math.exp(z - logits[0]);
    }
    float[] p = new float[logits.length];
    for (int l = 0; l < p.length; l++) {
      p[l] = (float) (Math.exp(logits[l] - logits[0]) / sum);
    }
    return p;
  }

  @Test
  void equalProbabilitiesAreEqualMarginsWhateverTheOthersAre() {
    assertThat(SoftmaxMargin.of(new double[] {0.2, 0.5, 0.3}, 0))
        .isEqualTo(SoftmaxMargin.of(new double[] {0.2, 0.7, 0.1}, 0));
    double[] one = {0.9995, 0.0001, 0.0004};
    double[] other = {0.9995, 0.0002, 0.0003};
    assertThat(SoftmaxMargin.of(one, 0)).isEqualTo(SoftmaxMargin.of(other, 0));
    double before = Double.NEGATIVE_INFINITY;
    assertThat(SoftmaxMargin.of(new double[] {0, 1}, 0)).isEqualTo(before);
    for (double p = 1.0 / 4096; p <= 1; p += 1.0 / 4096) {
      double margin = SoftmaxMargin.of(new double[] {p, 1 - p}, 0);
      assertThat(margin).isGreaterThan(before);
      before = margin;
    }
    assertThat(before).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
