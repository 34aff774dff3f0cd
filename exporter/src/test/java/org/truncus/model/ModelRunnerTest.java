package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.SavedModelBundle;
import org.tensorflow.Session;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.proto.FunctionDef;
import org.tensorflow.proto.GraphDef;
import org.tensorflow.proto.MetaGraphDef;
import org.tensorflow.proto.NodeDef;
import org.tensorflow.proto.OpDef;
import org.tensorflow.proto.SavedModel;
import org.tensorflow.types.TFloat32;
import org.truncus.calibrate.LabelCalibration;
import org.truncus.calibrate.Logits;
import org.truncus.image.FloatImage;
import org.truncus.list.Task;
import org.truncus.net.ConstantWeights;
import org.truncus.net.Mode;
import org.truncus.net.PreprocessGraph;
import org.truncus.net.Preprocessing;

class ModelRunnerTest {

  private static final Offset<Float> CLOSE = within(1e-6f);
  private static final int SIZE = TinyPackages.SIZE;

  @TempDir static Path models;
  private static ModelPackage tiny;
  private static ModelRunner runner;

  @BeforeAll
  static void load() {
    tiny = TinyPackages.publish(models);
    runner = ModelRunner.load(tiny);
  }

  @AfterAll
  static void close() {
    runner.close();
  }

  @Test
  void scoresAnImageOfAnySize() {
    List<Scores> scores =
        runner.score(
            List.of(
                TinyPackages.noise(40, 31, 1, 1),
                TinyPackages.noise(SIZE, SIZE, 1, 2),
                TinyPackages.noise(7, 90, 1, 3)));

    assertThat(scores).hasSize(3);
    assertThat(scores.get(0).logits()).hasSize(2).isNotEqualTo(scores.get(2).logits());
  }

  @Test
  void scoresTogetherAreThoseOfEachAlone() {
    List<FloatImage> images =
        List.of(
            TinyPackages.noise(40, 31, 1, 1),
            TinyPackages.noise(SIZE, SIZE, 1, 2),
            TinyPackages.noise(7, 90, 3, 3));
    List<Scores> together = runner.scoreTogether(images);
    List<Scores> alone = runner.score(images);

    assertThat(together).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(together.get(i).logits()).containsExactly(alone.get(i).logits(), CLOSE);
      assertThat(together.get(i).probabilities())
          .containsExactly(alone.get(i).probabilities(), CLOSE);
    }
  }

  @Test
  void calibrationInTheGraphIsThatOfTheManifest() {
    List<LabelCalibration> labels = tiny.manifest().calibration().ordered(TinyPackages.LABELS);
    for (int seed = 0; seed < 20; seed++) {
      Scores scores = runner.score(TinyPackages.noise(30 + seed, 30, 1, seed));
      for (int l = 0; l < labels.size(); l++) {
        assertThat(scores.probabilities()[l])
            .isCloseTo((float) labels.get(l).probability(scores.logits()[l]), CLOSE);
      }
    }
  }

  @Test
  void calibrationOfAMultiClassGraphIsASoftmax(@TempDir Path other) {
    ModelPackage model = TinyPackages.publish(other, Task.MULTICLASS, 3);
    try (ModelRunner colour = ModelRunner.load(model)) {
      Scores scores = colour.score(TinyPackages.noise(33, 20, 3, 4));
      double a = scores.logits()[0] / TinyPackages.TEMPERATURES[0];
      double b = scores.logits()[1] / TinyPackages.TEMPERATURES[1];
      double[] expected = Logits.softmax(new double[] {a, b});

      assertThat(scores.probabilities()[0]).isCloseTo((float) expected[0], CLOSE);
      assertThat(scores.probabilities()[0] + scores.probabilities()[1]).isCloseTo(1f, CLOSE);
    }
  }

  @Test
  void logitsAreThoseOfTheTrainersGraph() {
    FloatImage image = TinyPackages.noise(50, 37, 1, 9);
    float[] expected = trainerLogits(image);

    float[] found = runner.score(image).logits();

    for (int l = 0; l < expected.length; l++) {
      assertThat(found[l]).isCloseTo(expected[l], within(1e-4f));
    }
  }

  @Test
  void bothSignaturesAgreeOnAnImageOfTheNetworksSize() {
    FloatImage image = TinyPackages.noise(SIZE, SIZE, 1, 12);
    float[] found = runner.score(image).probabilities();
    try (SavedModelBundle bundle = SavedModelBundle.load(tiny.folder().toString(), "serve");
        TFloat32 fed =
            TFloat32.tensorOf(
                Shape.of(1, SIZE, SIZE, 1), DataBuffers.of(image.samples(), true, false));
        var result = bundle.function("serving_default").call(Map.of("image", fed))) {
      TFloat32 probabilities = (TFloat32) result.get("probabilities").orElseThrow();

      assertThat(probabilities.shape()).isEqualTo(Shape.of(1, 2));
      assertThat(probabilities.getFloat(0, 0)).isCloseTo(found[0], CLOSE);
      assertThat(probabilities.getFloat(0, 1)).isCloseTo(found[1], CLOSE);
    }
  }

  @Test
  void channelsAreMatchedAsInTraining(@TempDir Path other) {
    FloatImage grey = TinyPackages.noise(30, 30, 1, 8);
    float[] rgb = new float[grey.samples().length * 3];
    for (int i = 0; i < rgb.length; i++) {
      rgb[i] = grey.samples()[i / 3];
    }
    FloatImage repeated = new FloatImage(30, 30, 3, rgb);

    assertThat(runner.score(repeated).logits()[0])
        .isCloseTo(runner.score(grey).logits()[0], within(1e-5f));
    try (ModelRunner colour = ModelRunner.load(TinyPackages.publish(other, Task.MULTILABEL, 3))) {
      assertThat(colour.score(grey).logits()).isEqualTo(colour.score(repeated).logits());
    }
  }

  @Test
  void manyThreadsGetTheSameAnswers() {
    List<FloatImage> images =
        IntStream.range(0, 8).mapToObj(i -> TinyPackages.noise(30, 30, 1, i)).toList();
    List<float[]> alone = runner.score(images).stream().map(Scores::logits).toList();

    List<float[]> together =
        IntStream.range(0, 64)
            .parallel()
            .mapToObj(i -> runner.score(images.get(i % 8)).logits())
            .toList();

    for (int i = 0; i < together.size(); i++) {
      assertThat(together.get(i)).isEqualTo(alone.get(i % 8));
    }
  }

  @Test
  void aClosedRunnerSaysSo(@TempDir Path other) {
    ModelRunner closed = ModelRunner.load(TinyPackages.publish(other));
    closed.close();
    closed.close();

    assertThatThrownBy(() -> closed.score(TinyPackages.noise(30, 30, 1, 1)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("is closed");
  }

  @Test
  void theGraphHoldsNothingButTheNetworkUpToItsCut() throws IOException {
    GraphDef graph = savedModel(tiny.folder()).getMetaGraphs(0).getGraphDef();
    Set<String> operations =
        graph.getNodeList().stream().map(NodeDef::getOp).collect(Collectors.toSet());
    List<String> names = graph.getNodeList().stream().map(NodeDef::getName).toList();

    assertThat(operations)
        .contains("Conv2D", "Sigmoid")
        .doesNotContain(
            "VariableV2",
            "VarHandleOp",
            "Assign",
            "SaveV2",
            "RestoreV2",
            "ApplyAdam",
            "FusedBatchNormV3");
    assertThat(names)
        .noneMatch(name -> name.contains("radient") || name.contains("Adam"))
        .noneMatch(name -> name.contains("conv_dw_3") || name.contains("conv_pw_3"))
        .anyMatch(name -> name.contains("conv_pw_2") || name.contains("conv_pw_1"));
  }

  @Test
  void theSameWeightsGiveTheSameBytes() {
    ModelPackage again = TinyPackages.publish(models);

    assertThat(again.manifest().files().get("saved_model.pb"))
        .isEqualTo(tiny.manifest().files().get("saved_model.pb"));
  }

  @Test
  void operationsThatTouchFilesAreNotLoaded(@TempDir Path other) throws IOException {
    for (String operation : List.of("ReadFile", "WriteFile", "PyFunc", "RestoreV2")) {
      ModelPackage bad =
          withGraph(
              TinyPackages.publish(other),
              meta ->
                  meta.getGraphDefBuilder()
                      .addNode(NodeDef.newBuilder().setName("evil").setOp(operation)));

      assertThatThrownBy(() -> ModelRunner.load(bad))
          .isInstanceOf(UnsupportedPackageException.class)
          .hasMessageContaining("the operation " + operation + " (evil)");
    }
  }

  @Test
  void anOperationInsideAFunctionIsNamed(@TempDir Path other) throws IOException {
    FunctionDef.Builder function =
        FunctionDef.newBuilder()
            .setSignature(OpDef.newBuilder().setName("hidden"))
            .addNodeDef(NodeDef.newBuilder().setName("evil").setOp("WriteFile"));
    ModelPackage bad =
        withGraph(
            TinyPackages.publish(other),
            meta -> meta.getGraphDefBuilder().getLibraryBuilder().addFunction(function));

    assertThatThrownBy(() -> ModelRunner.load(bad))
        .isInstanceOf(UnsupportedPackageException.class)
        .hasMessageContaining("the operation WriteFile (evil) in the function hidden");
  }

  @Test
  void nothingRunsAtLoading(@TempDir Path other) throws IOException {
    ModelPackage bad =
        withGraph(
            TinyPackages.publish(other),
            meta -> meta.getSaverDefBuilder().setRestoreOpName("serving_image/image"));

    assertThatThrownBy(() -> ModelRunner.load(bad))
        .isInstanceOf(UnsupportedPackageException.class)
        .hasMessageContaining("at loading");
  }

  @Test
  void aGraphThatWasAlteredSinceThePackageWasOpenedIsNotServed(@TempDir Path other)
      throws IOException {
    ModelPackage altered =
        withGraph(
            TinyPackages.publish(other),
            meta -> meta.getMetaInfoDefBuilder().setTensorflowVersion("another"));

    assertThatThrownBy(() -> ModelRunner.load(altered))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("saved_model.pb was altered");
  }

  @Test
  void aGraphOfOtherShapeThanTheManifestIsRefused(@TempDir Path other) throws IOException {
    ModelPackage grey = TinyPackages.publish(other);
    ModelPackage colour = TinyPackages.publish(other, Task.MULTILABEL, 3);
    Files.copy(
        colour.folder().resolve("saved_model.pb"),
        grey.folder().resolve("saved_model.pb"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    ModelPackage accepted = PackageTampering.accept(grey.folder(), manifest -> manifest);

    assertThatThrownBy(() -> ModelRunner.load(accepted))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("serving_default input image")
        .hasMessageContaining("[-1, 24, 24, 1]");
  }

  /** The package with another graph, opened before its digest is looked at again. */
  private static ModelPackage withGraph(
      ModelPackage model, java.util.function.Consumer<MetaGraphDef.Builder> change)
      throws IOException {
    SavedModel.Builder saved = savedModel(model.folder()).toBuilder();
    change.accept(saved.getMetaGraphsBuilder(0));
    Files.write(model.folder().resolve("saved_model.pb"), saved.build().toByteArray());
    return model;
  }

  private static SavedModel savedModel(Path folder) throws IOException {
    try (InputStream in =
        new BufferedInputStream(Files.newInputStream(folder.resolve("saved_model.pb")))) {
      return SavedModel.parseFrom(in);
    }
  }

  private static float[] trainerLogits(FloatImage image) {
    Preprocessing preprocessing = TinyPackages.preprocessing(1);
    try (Graph graph = new Graph()) {
      Ops tf = Ops.create(graph);
      Placeholder<TFloat32> fed =
          tf.placeholder(TFloat32.class, Placeholder.shape(Shape.of(-1, -1, 1)));
      Operand<TFloat32> one =
          tf.expandDims(PreprocessGraph.fit(tf, fed, preprocessing), tf.constant(0));
      Operand<TFloat32> logits =
          TinyPackages.network()
              .logits(
                  tf,
                  PreprocessGraph.normalise(tf, one, preprocessing),
                  new ConstantWeights(tf, TinyPackages.weights()),
                  Mode.INFERENCE);
      Shape shape = Shape.of(image.height(), image.width(), 1);
      try (Session session = new Session(graph);
          TFloat32 pixels = TFloat32.tensorOf(shape, DataBuffers.of(image.samples(), true, false));
          var result = session.runner().feed(fed, pixels).fetch(logits).run()) {
        float[] values = new float[TinyPackages.LABELS.size()];
        ((TFloat32) result.get(0)).asRawTensor().data().asFloats().read(values);
        return values;
      }
    }
  }
}
