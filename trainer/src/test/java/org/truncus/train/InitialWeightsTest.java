package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.weights.Safetensors;
import org.truncus.weights.WeightSpec;
import org.truncus.weights.WeightTensor;

/** What the weights of a run are before its first step, seen from the weight file. */
class InitialWeightsTest {

  @TempDir private static Path root;
  private static Path list;

  @BeforeAll
  static void list() {
    list = SyntheticList.multilabel(root, 20);
  }

  @ParameterizedTest
  @CsvSource({
    "resnet50, B2, 64",
    "densenet121, T2, 64",
    "mobilenet-v1-0.25, L5, 64",
    "squeezenet-1.1, L4, 64",
    "cbr-small, L2, 64"
  })
  void whateverIsImportedIsTheFilesAndWhateverIsNotIsTheSeeds(
      String backbone, String cut, int imageSize) {
    Path file = SourceWeights.write(root.resolve(backbone), backbone, "full");
    Map<String, String> source = new LinkedHashMap<>();
    Safetensors.read(file).forEach((name, tensor) -> source.put(name, hash(tensor)));
    for (Strategy strategy : Strategy.values()) {
      if (strategy.importsWeights()) {
        String asked = strategy instanceof FullFineTune ? "full" : cut;
        RunPlan plan = plan(backbone, strategy, asked, file, imageSize);
        List<WeightSpec> imported =
            strategy instanceof TransFusion
                ? plan.network().weightsBelow(cut)
                : plan.network().backboneWeights();
        check(plan, source, imported.stream().map(WeightSpec::name).toList());
      }
    }
  }

  private static void check(RunPlan plan, Map<String, String> source, List<String> imported) {
    String run = plan.built().words();
    Map<String, WeightTensor> tensors = new LinkedHashMap<>();
    plan.initial().tensors().forEach(tensor -> tensors.put(tensor.name(), tensor));
    assertThat(imported).as(run).isNotEmpty();
    for (WeightSpec spec : plan.network().weights()) {
      WeightTensor tensor = tensors.get(spec.name());
      assertThat(hash(tensor))
          .as("%s: %s", run, spec)
          .isEqualTo(
              imported.contains(spec.name()) ? source.get(spec.name()) : hash(spec.initial(7)));
    }
    RunRecord.Coverage coverage = plan.weightsRecord().coverage();
    assertThat(coverage.loaded()).as(run).isEqualTo(imported.size());
    assertThat(coverage.initialised())
        .as(run)
        .containsExactlyElementsOf(
            tensors.keySet().stream().filter(name -> !imported.contains(name)).toList())
        .contains("probs.kernel", "probs.bias");
    assertThat(coverage.ignored())
        .as(run)
        .containsExactlyInAnyOrderElementsOf(
            source.keySet().stream().filter(name -> !imported.contains(name)).toList());
  }

  @Test
  void meanAndVarianceAreKeptAndNothingElse() {
    Path file = SourceWeights.write(root.resolve("meanvar"), "mobilenet-v1-1.0", "L6");
    Map<String, WeightTensor> source = Safetensors.read(file);
    TrainConfig config =
        Runs.tiny(list)
            .network(
                network ->
                    network
                        .backbone("mobilenet-v1-1.0")
                        .strategy(new Truncated())
                        .cut("L6")
                        .weights(file)
                        .init(Init.MEANVAR))
            .build();
    RunPlan plan = RunPlan.of(config);
    Map<String, WeightTensor> tensors =
        plan.initial().tensors().stream()
            .collect(Collectors.toMap(WeightTensor::name, tensor -> tensor));
    for (String name : List.of("conv_pw_5.kernel", "conv_pw_6.kernel", "conv_pw_6_bn.gamma")) {
      float[] given = source.get(name).values();
      float[] drawn = tensors.get(name).values();
      double error = deviation(given) / Math.sqrt(given.length);
      assertThat(drawn).as(name).isNotEqualTo(given);
      assertThat(mean(drawn)).as(name).isCloseTo(mean(given), within(5 * error));
      assertThat(deviation(drawn)).as(name).isCloseTo(deviation(given), within(5 * error));
      assertThat(correlation(given, drawn))
          .as(name)
          .isCloseTo(0, within(5 / Math.sqrt(given.length)));
    }
    assertThat(tensors.get("conv_pw_6_bn.moving_mean").values()).containsOnly(0);
    assertThat(tensors.get("conv_pw_6_bn.moving_variance").values()).containsOnly(1);
    RunRecord.Coverage coverage = plan.weightsRecord().coverage();
    assertThat(coverage.loaded()).isZero();
    assertThat(coverage.initialised()).hasSameSizeAs(plan.network().weights());
  }

  private static RunPlan plan(
      String backbone, Strategy strategy, String cut, Path file, int imageSize) {
    return RunPlan.of(
        Runs.tiny(list)
            .input(input -> input.imageSize(imageSize))
            .network(
                network -> network.backbone(backbone).strategy(strategy).cut(cut).weights(file))
            .build());
  }

  private static String hash(WeightTensor tensor) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * tensor.values().length);
    bytes.asFloatBuffer().put(tensor.values());
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes.array());
      return Arrays.toString(tensor.shape()) + HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static double deviation(float[] values) {
    double mean = mean(values);
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return Math.sqrt(sum / values.length);
  }

  private static double correlation(float[] a, float[] b) {
    double meanA = mean(a);
    double meanB = mean(b);
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += (a[i] - meanA) * (b[i] - meanB);
    }
    return sum / a.length / (deviation(a) * deviation(b));
  }
}
