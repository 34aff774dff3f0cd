package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Result;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.types.TFloat32;
import org.truncus.image.FloatImage;
import org.truncus.image.ImageReader;
import org.truncus.list.Prediction;
import org.truncus.list.Split;
import org.truncus.net.Backbones;
import org.truncus.net.Network;
import org.truncus.net.NetworkSpec;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;
import org.truncus.train.Augment;
import org.truncus.train.Device;
import org.truncus.train.HeadType;
import org.truncus.train.LayerwiseFineTune;
import org.truncus.train.NetworkConfig;
import org.truncus.train.RandomInit;
import org.truncus.train.RunFolder;
import org.truncus.train.TrainConfig;
import org.truncus.train.Training;
import org.truncus.train.TransFusion;
import org.truncus.weights.Safetensors;
import org.truncus.weights.WeightSource;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/** Runs whose network is more than a prefix with a pooling head score alike as packages. */
class StrategyExportTest {

  private static final String BACKBONE = "mobilenet-v1-0.25";
  private static final int SIZE = 32;

  @TempDir private static Path folder;
  private static Path source;

  @BeforeAll
  static void data() {
    TrainedRuns.list(folder, 50, true);
    source = weights(folder.resolve("source.safetensors"));
  }

  @Test
  void aNetworkThatWasFrozenInPartScoresAsTheRunDid() {
    ModelPackage model =
        exported("layerwise", net -> net.strategy(new LayerwiseFineTune()).cut("L6"));
    assertThat(model.manifest().built().frozenUpTo()).isEqualTo("L6");
    assertThat(model.manifest().strategy()).isEqualTo("layerwise");
    scoresAsTheRun("layerwise", model);
  }

  @Test
  void aNetworkWithANarrowTopScoresAsTheRunDid() {
    ModelPackage model = exported("transfusion", net -> net.strategy(new TransFusion()).cut("L6"));
    assertThat(model.manifest().built().slimAbove()).isEqualTo("L6");
    assertThat(model.manifest().built().slimFactor()).isEqualTo(2);
    scoresAsTheRun("transfusion", model);
  }

  @Test
  void aFlattenHeadScoresAsTheRunDidUnderBothSignatures() {
    ModelPackage model =
        exported(
            "flatten",
            net -> net.strategy(new RandomInit()).cut("L3").weights(null).head(HeadType.FLATTEN));
    assertThat(model.manifest().built().head()).isEqualTo("flatten");
    scoresAsTheRun("flatten", model);
    FloatImage image = TinyPackages.noise(SIZE, SIZE, 1, 12);
    float[] alone;
    try (ModelRunner runner = ModelRunner.load(model)) {
      alone = runner.score(image).logits();
    }
    try (SavedModelBundle bundle = SavedModelBundle.load(model.folder().toString(), "serve");
        TFloat32 fed = batchOfTwo(image);
        Result result = bundle.function("serving_default").call(Map.of("image", fed))) {
      TFloat32 logits = (TFloat32) result.get("logits").orElseThrow();
      assertThat(logits.shape()).isEqualTo(Shape.of(2, 2));
      for (int row = 0; row < 2; row++) {
        assertThat(logits.getFloat(row, 0)).isCloseTo(alone[0], within(1e-5f));
        assertThat(logits.getFloat(row, 1)).isCloseTo(alone[1], within(1e-5f));
      }
    }
  }

  private static TFloat32 batchOfTwo(FloatImage image) {
    return TFloat32.tensorOf(
        Shape.of(2, SIZE, SIZE, 1),
        data -> {
          for (int i = 0; i < 2 * SIZE * SIZE; i++) {
            int pixel = i % (SIZE * SIZE);
            data.setFloat(image.samples()[pixel], i / (SIZE * SIZE), pixel / SIZE, pixel % SIZE, 0);
          }
        });
  }

  private static void scoresAsTheRun(String name, ModelPackage model) {
    List<Prediction> rows = new RunFolder(folder.resolve(name)).predictions(Split.TEST).rows();
    assertThat(rows).hasSize(20);
    ImageReader reader = new ImageReader(model.manifest().input().pixels());
    try (ModelRunner runner = ModelRunner.load(model)) {
      for (Prediction row : rows) {
        float[] logits = runner.score(reader.read(folder.resolve(row.image())).image()).logits();
        assertThat(logits).as(row.image()).containsExactly(row.logits(), within(1e-5f));
      }
    }
    assertThat(rows).extracting(row -> row.logits()[0]).doesNotHaveDuplicates();
  }

  private static ModelPackage exported(String name, Consumer<NetworkConfig.Builder> network) {
    TrainConfig config =
        TrainConfig.builder()
            .data(data -> data.list(folder.resolve("list.csv")))
            .input(input -> input.imageSize(SIZE))
            .network(net -> network.accept(net.backbone(BACKBONE).weights(source).bnMomentum(0.5)))
            .recipe(recipe -> recipe.epochs(2).batch(16).lr(1e-3).augment(Augment.NONE))
            .compute(compute -> compute.device(Device.CPU).threads(2))
            .seed(7)
            .build();
    Path run = folder.resolve(name);
    new Training(config, run, Progress.silent(), new StopSignal(), TrainedRuns.CLOCK).run();
    return ModelPackage.open(
        PackageExport.export(
            run,
            folder.resolve("models"),
            name,
            ExportOptions.standard(),
            Progress.silent(),
            TrainedRuns.CLOCK));
  }

  /** A weight file under which features differ from image to image up to the last layer. */
  private static Path weights(Path file) {
    Network network = Backbones.network(new NetworkSpec(BACKBONE, "full", 5));
    SplittableRandom random = new SplittableRandom(5);
    List<WeightTensor> tensors = new ArrayList<>();
    for (WeightSpec spec : network.weights()) {
      float[] values = new float[Math.toIntExact(spec.size())];
      boolean positive = spec.name().endsWith("variance") || spec.name().endsWith("gamma");
      double limit = spec.shape().length == 1 ? 0.2 : Math.sqrt(6.0 / fanIn(spec));
      for (int i = 0; i < values.length; i++) {
        values[i] =
            (float) (positive ? random.nextDouble(0.5, 1.5) : random.nextDouble(-limit, limit));
      }
      tensors.add(new WeightTensor(spec.name(), spec.shape(), values));
    }
    Safetensors.write(file, tensors, WeightSource.own(BACKBONE, 1e-3f, "mobilenet").metadata());
    return file;
  }

  private static long fanIn(WeightSpec spec) {
    int[] shape = spec.shape();
    boolean depthwise = spec.name().endsWith("depthwise_kernel");
    return spec.size() / shape[depthwise ? 2 : shape.length - 1];
  }
}
