package org.truncus.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.truncus.json.Json;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;

/** Multi-class and multi-label values of scikit-learn, see make_metrics_golden.py. */
class ManyLabelsGoldenTest {

  private static final Offset<Double> EXACT = within(1e-12);
  private static final PatientBootstrap BOOTSTRAP = new PatientBootstrap(20, 1);

  private static JsonNode golden;

  @BeforeAll
  static void read() throws IOException {
    try (InputStream in = MetricsGoldenTest.class.getResourceAsStream("metrics_golden.json")) {
      golden = Json.mapper().readTree(in);
    }
  }

  private static double[] row(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .mapToDouble(JsonNode::asDouble)
        .toArray();
  }

  private static double[][] table(JsonNode rows) {
    return StreamSupport.stream(rows.spliterator(), false)
        .map(ManyLabelsGoldenTest::row)
        .toArray(double[][]::new);
  }

  private static int[] classes(JsonNode node) {
    return StreamSupport.stream(node.get("classes").spliterator(), false)
        .mapToInt(JsonNode::asInt)
        .toArray();
  }

  private static LabelSample sample(double[][] scores, int label, boolean[] positives) {
    double[] column = new double[scores.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = scores[i][label];
    }
    return new LabelSample(column, column, positives, Ranks.ownPatients(column.length));
  }

  @Test
  void oneAgainstTheRest() {
    for (JsonNode node : golden.get("multiclass")) {
      int[] classes = classes(node);
      double[][] probabilities = table(node.get("probabilities"));
      double[][] logits = table(node.get("logits"));
      List<LabelSample> samples = new ArrayList<>();
      for (int k = 0; k < probabilities[0].length; k++) {
        boolean[] positives = new boolean[classes.length];
        double[] margins = new double[classes.length];
        double[] fromLogits = new double[classes.length];
        for (int i = 0; i < classes.length; i++) {
          positives[i] = classes[i] == k;
          margins[i] = SoftmaxMargin.of(probabilities[i], k);
          fromLogits[i] = SoftmaxMargin.ofLogits(logits[i], k);
          assertThat(fromLogits[i]).isCloseTo(margins[i], within(1e-9));
        }
        samples.add(sample(probabilities, k, positives));
        for (double[] scores : List.of(samples.get(k).scores(), margins, fromLogits)) {
          assertThat(Auroc.of(scores, positives))
              .isCloseTo(node.get("auroc").get(k).asDouble(), EXACT);
          assertThat(AveragePrecision.of(scores, positives))
              .isCloseTo(node.get("averagePrecision").get(k).asDouble(), EXACT);
        }
      }
      means(samples, node);
    }
  }

  @Test
  void severalLabels() {
    for (JsonNode node : golden.get("multilabel")) {
      double[][] targets = table(node.get("labels"));
      double[][] scores = table(node.get("scores"));
      List<LabelSample> samples = new ArrayList<>();
      for (int k = 0; k < targets[0].length; k++) {
        boolean[] positives = new boolean[targets.length];
        for (int i = 0; i < positives.length; i++) {
          positives[i] = targets[i][k] > 0;
        }
        samples.add(sample(scores, k, positives));
      }
      means(samples, node);
    }
  }

  private static void means(List<LabelSample> samples, JsonNode expected) {
    MacroDiscrimination macro = MacroDiscrimination.macro(samples, BOOTSTRAP);
    assertThat(macro.labels()).isEqualTo(samples.size()).isEqualTo(macro.of());
    assertThat(macro.auroc().value()).isCloseTo(expected.get("macroAuroc").asDouble(), EXACT);
    assertThat(macro.averagePrecision().value())
        .isCloseTo(expected.get("macroAveragePrecision").asDouble(), EXACT);
    MacroDiscrimination micro = MacroDiscrimination.micro(samples, BOOTSTRAP);
    assertThat(micro.auroc().value()).isCloseTo(expected.get("microAuroc").asDouble(), EXACT);
    assertThat(micro.averagePrecision().value())
        .isCloseTo(expected.get("microAveragePrecision").asDouble(), EXACT);
  }

  @Test
  void theMostLikelyClass() {
    for (JsonNode node : golden.get("multiclass")) {
      int[] classes = classes(node);
      double[][] logits = table(node.get("logits"));
      int[] predicted = new int[classes.length];
      for (int i = 0; i < predicted.length; i++) {
        predicted[i] = MulticlassConfusion.topOne(logits[i]);
      }
      TopOne found =
          TopOne.of(
              classes, predicted, logits[0].length, Ranks.ownPatients(classes.length), BOOTSTRAP);
      assertThat(found.accuracy().value()).isCloseTo(node.get("accuracy").asDouble(), EXACT);
      assertThat(found.accuracy().method()).isEqualTo(RateEstimate.Method.WILSON);
      assertThat(found.balancedAccuracy().value())
          .isCloseTo(node.get("balancedAccuracy").asDouble(), EXACT);
      assertThat(found.macroF1().value()).isCloseTo(node.get("macroF1").asDouble(), EXACT);
      double[][] confusion = table(node.get("confusion"));
      for (int k = 0; k < confusion.length; k++) {
        for (int j = 0; j < confusion.length; j++) {
          assertThat(found.confusion().counts()[k][j]).isEqualTo((long) confusion[k][j]);
        }
      }
    }
  }

  @Test
  void aPredictionListOfASoftmaxIsToldFromOneOfSigmoids() {
    JsonNode node = golden.get("multiclass").get(0);
    int[] classes = classes(node);
    double[][] logits = table(node.get("logits"));
    double[][] probabilities = table(node.get("probabilities"));
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < classes.length; i++) {
      float[] targets = new float[4];
      targets[classes[i]] = 1;
      rows.add(
          new Prediction("i" + i, "p" + i, targets, floats(logits[i]), floats(probabilities[i])));
    }
    PredictionList list = new PredictionList(List.of("a", "b", "c", "d"), rows);
    assertThat(SoftmaxMargin.isSoftmax(list)).isTrue();
    for (int k = 0; k < 4; k++) {
      assertThat(Metrics.of(list).get(list.labels().get(k)).auroc())
          .isCloseTo(node.get("auroc").get(k).asDouble(), EXACT);
    }
    rows.set(5, new Prediction("i5", "p5", new float[] {1, 1, 0, 0}, new float[4], new float[4]));
    assertThat(SoftmaxMargin.isSoftmax(new PredictionList(list.labels(), rows))).isFalse();
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
