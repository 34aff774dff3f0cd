package org.truncus.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.tensorflow.Operand;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.ReduceSum;
import org.tensorflow.types.TFloat32;
import org.tensorflow.types.TFloat64;
import org.truncus.calibrate.Beta;
import org.truncus.calibrate.Calibrator;
import org.truncus.calibrate.Isotonic;
import org.truncus.calibrate.JointTemperature;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.calibrate.Platt;
import org.truncus.calibrate.Temperature;
import org.truncus.calibrate.Uncalibrated;
import org.truncus.calibrate.VectorScale;
import org.truncus.list.Task;

/**
 * The operations that make calibrated probabilities of logits: what {@link LabelCalibration} does,
 * in double precision, since in single precision a steep isotonic curve would magnify the rounding
 * of a corrected logit; only the result is rounded to float32. Within 1e-6 of the manifest for
 * every logit; NaN stays NaN.
 */
final class CalibrationGraph {

  private final Ops tf;
  private final List<LabelCalibration> labels;

  private CalibrationGraph(Ops tf, List<LabelCalibration> labels) {
    this.tf = tf;
    this.labels = labels;
  }

  /**
   * Adds the operations.
   *
   * @param logits {@code [N,L]}
   * @param labels calibrations in the order of the outputs
   * @return {@code [N,L]} in [0,1], to be named by the caller
   */
  static Operand<TFloat32> probabilities(
      Ops tf, Operand<TFloat32> logits, List<LabelCalibration> labels, Task task, String name) {
    CalibrationGraph graph = new CalibrationGraph(tf.withSubScope("calibration"), labels);
    Operand<TFloat64> corrected = graph.corrected(logits);
    Operand<TFloat64> probabilities =
        task == Task.MULTICLASS
            ? graph.tf.nn.softmax(graph.line(corrected))
            : graph.isStraight()
                ? graph.tf.math.sigmoid(graph.line(corrected))
                : graph.byLabel(corrected);
    return tf.withName(name).dtypes.cast(probabilities, TFloat32.class);
  }

  private Operand<TFloat64> corrected(Operand<TFloat32> logits) {
    return tf.math.sub(
        tf.dtypes.cast(logits, TFloat64.class), row(label -> label.priorCorrection().logit()));
  }

  private boolean isStraight() {
    return labels.stream()
        .map(LabelCalibration::calibrator)
        .noneMatch(one -> one instanceof Beta || one instanceof Isotonic);
  }

  /** {@code slope · z + intercept + shift} of all labels at once. */
  private Operand<TFloat64> line(Operand<TFloat64> z) {
    return tf.math.add(
        tf.math.mul(z, row(label -> slope(label.calibrator()))),
        row(label -> intercept(label.calibrator()) + label.shift()));
  }

  private Operand<TFloat64> byLabel(Operand<TFloat64> z) {
    List<Operand<TFloat64>> columns = new ArrayList<>();
    List<? extends Operand<TFloat64>> split =
        tf.split(tf.constant(1), z, (long) labels.size()).output();
    for (int l = 0; l < labels.size(); l++) {
      columns.add(column(split.get(l), labels.get(l)));
    }
    return columns.size() == 1 ? columns.get(0) : tf.concat(columns, tf.constant(1));
  }

  /** Of one label, {@code [N,1]}. */
  private Operand<TFloat64> column(Operand<TFloat64> z, LabelCalibration label) {
    if (label.calibrator() instanceof Isotonic curve) {
      return shifted(curve(z, curve.points()), label.shift());
    }
    Operand<TFloat64> logit =
        label.calibrator() instanceof Beta beta
            ? bend(z, beta)
            : plus(times(z, slope(label.calibrator())), intercept(label.calibrator()));
    return tf.math.sigmoid(plus(logit, label.shift()));
  }

  /** Terms with a coefficient of 0 are left out: 0 times infinity is no number. */
  private Operand<TFloat64> bend(Operand<TFloat64> z, Beta beta) {
    Operand<TFloat64> low = times(tf.math.softplus(tf.math.neg(z)), -beta.a());
    Operand<TFloat64> high = times(tf.math.softplus(z), beta.b());
    Operand<TFloat64> sum = beta.a() == 0 ? high : beta.b() == 0 ? low : tf.math.add(low, high);
    return plus(sum, beta.c());
  }

  /** Straight between the points, level outside: the first probability and every rise passed. */
  private Operand<TFloat64> curve(Operand<TFloat64> z, double[][] points) {
    double[] at = points[0];
    double[] probability = points[1];
    int rises = at.length - 1;
    double[] from = new double[rises];
    double[] width = new double[rises];
    double[] slope = new double[rises];
    for (int k = 0; k < rises; k++) {
      from[k] = at[k];
      width[k] = at[k + 1] - at[k];
      slope[k] = (probability[k + 1] - probability[k]) / width[k];
    }
    Operand<TFloat64> inside =
        tf.math.maximum(tf.math.minimum(z, tf.constant(at[rises])), tf.constant(at[0]));
    if (rises == 0) {
      return plus(tf.math.sub(inside, tf.constant(at[0])), probability[0]);
    }
    Operand<TFloat64> passed = tf.math.sub(inside, row(from));
    Operand<TFloat64> within =
        tf.math.minimum(tf.math.maximum(passed, tf.constant(0.0)), row(width));
    Operand<TFloat64> risen =
        tf.reduceSum(tf.math.mul(within, row(slope)), tf.constant(1), ReduceSum.keepDims(true));
    return plus(risen, probability[0]);
  }

  /** {@code p r / (p r + 1 − p)}: the odds times r. */
  private Operand<TFloat64> shifted(Operand<TFloat64> p, double shift) {
    if (shift == 0) {
      return p;
    }
    Operand<TFloat64> hits = times(p, Math.exp(shift));
    return tf.math.div(hits, tf.math.add(hits, tf.math.sub(tf.constant(1.0), p)));
  }

  private Operand<TFloat64> times(Operand<TFloat64> x, double factor) {
    return tf.math.mul(x, tf.constant(factor));
  }

  private Operand<TFloat64> plus(Operand<TFloat64> x, double summand) {
    return tf.math.add(x, tf.constant(summand));
  }

  private Operand<TFloat64> row(ToDoubleFunction<LabelCalibration> value) {
    return row(labels.stream().mapToDouble(value).toArray());
  }

  private Operand<TFloat64> row(double[] values) {
    return tf.constant(new double[][] {values});
  }

  private static double slope(Calibrator calibrator) {
    if (calibrator instanceof Temperature t) {
      return 1 / t.temperature();
    } else if (calibrator instanceof JointTemperature t) {
      return 1 / t.temperature();
    } else if (calibrator instanceof Platt line) {
      return line.slope();
    } else if (calibrator instanceof VectorScale line) {
      return line.slope();
    } else if (calibrator instanceof Uncalibrated) {
      return 1;
    }
    throw new IllegalArgumentException(calibrator.method().text() + " is no straight line");
  }

  private static double intercept(Calibrator calibrator) {
    if (calibrator instanceof Platt line) {
      return line.intercept();
    }
    return calibrator instanceof VectorScale line ? line.intercept() : 0;
  }
}
