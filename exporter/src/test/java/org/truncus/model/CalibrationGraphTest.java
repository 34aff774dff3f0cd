package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.types.TFloat32;
import org.truncus.calibrate.Beta;
import org.truncus.calibrate.Calibration;
import org.truncus.calibrate.Calibrator;
import org.truncus.calibrate.Isotonic;
import org.truncus.calibrate.JointTemperature;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.calibrate.Platt;
import org.truncus.calibrate.PrevalenceShift;
import org.truncus.calibrate.PriorCorrection;
import org.truncus.calibrate.Temperature;
import org.truncus.calibrate.Uncalibrated;
import org.truncus.calibrate.VectorScale;
import org.truncus.list.Task;

/** The graph and the manifest make the same probability of every logit. */
class CalibrationGraphTest {

  private static final Offset<Double> CLOSE = within(1e-6);

  private static final PriorCorrection WEIGHTED = PriorCorrection.ofWeight(7.3, "weight");
  private static final PrevalenceShift RARER = PrevalenceShift.ofLabel(0.3, 0.004);

  private static final List<Calibrator> FOR_LABELS =
      List.of(
          new Uncalibrated(),
          new Temperature(0.31),
          new JointTemperature(2.7),
          new Platt(1.9, -0.7),
          new Beta(1.6, 0.4, -0.2),
          new Beta(0, 1.3, 0.5),
          new Beta(0.7, 0, 0.5),
          steepCurve(),
          new Isotonic(List.of(0.5), List.of(0.25)));

  @Test
  void everyCalibratorOnADenseGrid() {
    for (LabelCalibration label : labels(FOR_LABELS)) {
      agree(List.of(label), Task.MULTILABEL, grid(1));
    }
  }

  @Test
  void straightLinesTogether() {
    agree(labels(FOR_LABELS.subList(0, 4)), Task.MULTILABEL, grid(16));
  }

  @Test
  void allTogether() {
    List<LabelCalibration> labels = labels(FOR_LABELS);
    agree(labels, Task.MULTILABEL, grid(labels.size()));
  }

  @Test
  void classes() {
    List<LabelCalibration> labels =
        List.of(
            label(new VectorScale(0.5, 0.3), WEIGHTED, PrevalenceShift.ofClass(0.5, 0.2)),
            label(new VectorScale(1.7, -0.4), PriorCorrection.none(), null),
            label(new Uncalibrated(), WEIGHTED, PrevalenceShift.ofClass(0.2, 0.7)));
    SplittableRandom random = new SplittableRandom(4);
    float[] logits = new float[3 * 20_000];
    for (int i = 0; i < logits.length; i++) {
      double scale = i < 3000 ? 1e4 : i < 6000 ? 100 : 8;
      logits[i] = (float) (scale * (2 * random.nextDouble() - 1));
    }

    agree(labels, Task.MULTICLASS, logits);
  }

  @Test
  void knotsAreTakenExactlyAndNeighboursBetween() {
    Isotonic curve = steepCurve();
    float[] around = new float[3 * curve.logits().size()];
    for (int k = 0; k < curve.logits().size(); k++) {
      float at = curve.logits().get(k).floatValue();
      around[3 * k] = Math.nextDown(at);
      around[3 * k + 1] = at;
      around[3 * k + 2] = Math.nextUp(at);
    }

    float[] found =
        run(List.of(label(curve, PriorCorrection.none(), null)), Task.MULTILABEL, around);

    for (int k = 0; k < curve.logits().size(); k++) {
      assertThat((double) found[3 * k + 1]).isCloseTo(curve.probabilities().get(k), CLOSE);
      assertThat(found[3 * k]).isLessThanOrEqualTo(found[3 * k + 1]);
      assertThat(found[3 * k + 1]).isLessThanOrEqualTo(found[3 * k + 2]);
    }
  }

  /** Each calibrator plain, corrected, shifted, and both. */
  private static List<LabelCalibration> labels(List<Calibrator> calibrators) {
    List<LabelCalibration> labels = new ArrayList<>();
    for (Calibrator one : calibrators) {
      labels.add(label(one, PriorCorrection.none(), null));
      labels.add(label(one, WEIGHTED, null));
      labels.add(label(one, PriorCorrection.none(), RARER));
      labels.add(label(one, WEIGHTED, RARER));
    }
    return labels;
  }

  private static LabelCalibration label(
      Calibrator calibrator, PriorCorrection correction, PrevalenceShift shift) {
    return new LabelCalibration(
        calibrator, correction, shift, null, "for the test", 1, 1, null, null);
  }

  /** Two hundred points, some of them one rounding apart, some level. */
  private static Isotonic steepCurve() {
    SplittableRandom random = new SplittableRandom(9);
    List<Double> logits = new ArrayList<>();
    List<Double> probabilities = new ArrayList<>();
    float z = -9;
    double p = 0.001;
    for (int k = 0; k < 200; k++) {
      logits.add((double) z);
      probabilities.add(p);
      z = k % 10 == 0 ? Math.nextUp(z) : z + (float) (0.2 * random.nextDouble() + 1e-4);
      p += k % 3 == 0 ? 0 : 0.998 * random.nextDouble() / 150;
      p = Math.min(p, 0.999);
    }
    return new Isotonic(logits, probabilities);
  }

  /** Rows of the same logit for every label: a dense grid, ties, large ones, no numbers. */
  private static float[] grid(int labels) {
    List<Float> values = new ArrayList<>();
    for (int i = -20_000; i <= 20_000; i++) {
      values.add(i / 1000f);
    }
    for (float large : new float[] {1e2f, 1e3f, 1e4f, 1e6f, 3e38f}) {
      values.add(large);
      values.add(-large);
    }
    values.addAll(List.of(0f, -0f, 1.25f, 1.25f, Float.MIN_VALUE, Float.NaN));
    float[] grid = new float[values.size() * labels];
    for (int i = 0; i < grid.length; i++) {
      grid[i] = values.get(i / labels);
    }
    return grid;
  }

  private static void agree(List<LabelCalibration> labels, Task task, float[] logits) {
    int n = labels.size();
    float[] rows = Arrays.copyOf(logits, logits.length / n * n);
    float[] found = run(labels, task, rows);
    float[] row = new float[n];
    int unknown = 0;
    for (int i = 0; i < rows.length; i += n) {
      System.arraycopy(rows, i, row, 0, n);
      double[] expected = Calibration.probabilities(labels, row, task);
      for (int l = 0; l < n; l++) {
        if (Float.isNaN(row[l])) {
          unknown++;
          assertThat(expected[l]).as("%s of NaN", labels.get(l)).isNaN();
          assertThat(found[i + l]).as("%s of NaN in the graph", labels.get(l)).isNaN();
        } else if (!(Math.abs(found[i + l] - expected[l]) <= 1e-6)) {
          assertThat((double) found[i + l])
              .as("%s at %s", labels.get(l), row[l])
              .isCloseTo(expected[l], CLOSE);
        }
      }
    }
    assertThat(unknown > 0).isEqualTo(task == Task.MULTILABEL);
  }

  private static float[] run(List<LabelCalibration> labels, Task task, float[] logits) {
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> fed =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, labels.size())));
      Operand<TFloat32> probabilities =
          CalibrationGraph.probabilities(tf, fed, labels, task, "probabilities");
      Shape shape = Shape.of(logits.length / labels.size(), labels.size());
      try (Session session = new Session(graph);
          TFloat32 values = TFloat32.tensorOf(shape, DataBuffers.of(logits, true, false));
          var result = session.runner().feed(fed, values).fetch(probabilities).run()) {
        float[] found = new float[logits.length];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(found);
        return found;
      }
    }
  }
}
