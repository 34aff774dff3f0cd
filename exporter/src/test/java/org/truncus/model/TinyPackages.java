package org.truncus.model;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.truncus.calibrate.Calibration;
import org.truncus.calibrate.CalibrationQuality;
import org.truncus.calibrate.FittedOn;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.calibrate.Temperature;
import org.truncus.calibrate.Uncalibrated;
import org.truncus.image.FloatImage;
import org.truncus.image.PixelPolicy;
import org.truncus.list.Task;
import org.truncus.metric.Interval;
import org.truncus.net.Backbones;
import org.truncus.net.Fit;
import org.truncus.net.FoldedNetwork;
import org.truncus.net.Network;
import org.truncus.net.NetworkSpec;
import org.truncus.net.Normalization;
import org.truncus.net.Preprocessing;
import org.truncus.train.BuiltNetwork;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/** Small packages of random weights: MobileNet v1 0.25 up to L2, 24 pixels, two labels. */
public final class TinyPackages {

  public static final List<String> LABELS = List.of("effusion", "big heart");
  static final int SIZE = 24;
  static final double[] TEMPERATURES = {1.7, 0.6};

  private TinyPackages() {}

  /** Publishes a package {@code tiny} of grey images and opens it. */
  public static ModelPackage publish(Path models) {
    return publish(models, Task.MULTILABEL, 1);
  }

  static ModelPackage publish(Path models, Task task, int channels) {
    Preprocessing preprocessing = preprocessing(channels);
    FoldedNetwork folded = FoldedNetwork.of(network(), weights());
    PackageGraph graph =
        new PackageGraph(
            folded.network(), folded.tensors(), preprocessing, task, calibration().ordered(LABELS));
    Path folder =
        new PackagePublisher(models)
            .publish(draft(task, preprocessing), PackageParts.of(graph.savedModel()));
    return ModelPackage.open(folder);
  }

  /** Publishes a package of grey images that is signed. */
  static ModelPackage publish(Path models, SigningKey key) {
    Preprocessing preprocessing = preprocessing(1);
    FoldedNetwork folded = FoldedNetwork.of(network(), weights());
    PackageGraph graph =
        new PackageGraph(
            folded.network(),
            folded.tensors(),
            preprocessing,
            Task.MULTILABEL,
            calibration().ordered(LABELS));
    PackageParts parts = new PackageParts(graph.savedModel(), null, 0, 0, List.of(), null, key);
    return ModelPackage.open(
        new PackagePublisher(models).publish(draft(Task.MULTILABEL, preprocessing), parts));
  }

  static Network network() {
    return Backbones.network(new NetworkSpec("mobilenet-v1-0.25", "L2", LABELS.size()));
  }

  static Preprocessing preprocessing(int channels) {
    return Normalization.MOBILENET.preprocessing(SIZE, channels, Fit.PAD);
  }

  /** Initial weights, with statistics and biases that matter. */
  static Map<String, WeightTensor> weights() {
    Map<String, WeightTensor> weights = new LinkedHashMap<>();
    SplittableRandom random = new SplittableRandom(5);
    for (WeightSpec spec : network().weights()) {
      WeightTensor tensor = spec.initial(3);
      if (spec.shape().length == 1) {
        for (int i = 0; i < tensor.values().length; i++) {
          tensor.values()[i] = (float) (0.3 + random.nextDouble());
        }
      }
      weights.put(spec.name(), tensor);
    }
    return weights;
  }

  static PackageManifest draft(Task task, Preprocessing preprocessing) {
    boolean grey = preprocessing.channels() == 1;
    return new PackageManifest(
        PackageManifest.SCHEMA_VERSION,
        "tiny",
        1,
        Instant.parse("2026-11-23T12:00:00Z"),
        "test",
        LABELS,
        task,
        "mobilenet-v1-0.25",
        "scratch",
        "L2",
        new BuiltNetwork("mobilenet-v1-0.25", "L2", false, "gap", null, null, null),
        new PackageManifest.Parameters(10, 12),
        1000,
        new ModelInput(
            SIZE,
            preprocessing.channels(),
            grey ? "MONOCHROME2" : "RGB",
            PixelPolicy.standard(),
            preprocessing),
        calibration(),
        List.of(point("effusion", 0.5)),
        List.of("big heart has no operating point: none was chosen"),
        ValidDomain.frontalChestRadiographs(),
        JsonNodeFactory.instance.objectNode().put("id", "run-1"),
        new Algorithm(
            "tiny", "", "Test", Map.of("effusion", new LabelCode("60046008", "SCT", "Effusion"))),
        CardTexts.none(),
        null,
        null,
        Map.of());
  }

  private static Calibration calibration() {
    CalibrationQuality quality = new CalibrationQuality(0.1, 0.2, 0.6);
    Map<String, LabelCalibration> perLabel = new LinkedHashMap<>();
    for (int l = 0; l < TEMPERATURES.length; l++) {
      perLabel.put(
          LABELS.get(l),
          LabelCalibration.of(new Temperature(TEMPERATURES[l]), 20, 8, quality, quality));
    }
    FittedOn data = new FittedOn("0".repeat(64), "val", 20, 15, Map.of("effusion", 0.4));
    return new Calibration("temperature", perLabel, data, quality, quality);
  }

  /** No calibration, of so many labels. */
  static List<LabelCalibration> uncalibrated(int labels) {
    return Collections.nCopies(
        labels,
        new LabelCalibration(
            new Uncalibrated(), null, null, Map.of(), "not fitted", 0, 0, null, null));
  }

  private static OperatingPoint point(String label, double threshold) {
    Interval wide = new Interval(0.5, 1);
    OperatingPoint.Intervals ci95 =
        new OperatingPoint.Intervals(wide, wide, Interval.undefined(), wide);
    return new OperatingPoint(
        label,
        "sensitivity-0.90",
        threshold,
        "sensitivity >= 0.90",
        8,
        2,
        10,
        0,
        1,
        10 / 12.0,
        Double.NaN,
        1,
        ci95,
        0.4);
  }

  /** Noise, the same for the same seed. */
  static FloatImage noise(int height, int width, int channels, long seed) {
    float[] samples = new float[height * width * channels];
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (float) random.nextDouble();
    }
    return new FloatImage(height, width, channels, samples);
  }
}
