package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.json.Json;
import org.truncus.net.CpuFeatures;
import org.truncus.net.ExecutionOptions;
import org.truncus.train.Precision;

class GoldenReplayTest {

  private static final ExecutionOptions BF16 =
      new ExecutionOptions(ExecutionOptions.Device.CPU, 0, ExecutionOptions.Precision.BF16);

  @TempDir Path models;
  private ModelPackage tiny;

  @BeforeEach
  void publish() {
    tiny = TinyPackages.publish(models);
  }

  @Test
  void everyLoaderReplaysThem() {
    try (ModelRunner runner = ModelRunner.load(tiny)) {
      GoldenReplay golden = runner.golden();

      assertThat(golden.vectors())
          .isEqualTo(8)
          .isEqualTo(tiny.manifest().assurance().goldenVectors());
      assertThat(golden.maxLogitDifference()).isLessThan(1e-5);
      assertThat(golden.maxProbabilityDifference()).isLessThan(1e-6);
    }
  }

  @Test
  void theImagesAreTheSameEveryTime() {
    ModelPackage again = TinyPackages.publish(models);

    assertThat(again.manifest().files())
        .containsAllEntriesOf(
            tiny.manifest().files().entrySet().stream()
                .filter(file -> file.getKey().startsWith(GoldenSet.FOLDER))
                .filter(file -> !file.getKey().endsWith("expected.json"))
                .collect(
                    java.util.stream.Collectors.toMap(
                        java.util.Map.Entry::getKey, java.util.Map.Entry::getValue)));
  }

  @Test
  void otherScoresAreRefusedByName() throws IOException {
    GoldenSet set = GoldenSet.read(tiny.folder());
    set.vectors().get(3).probabilities()[1] += 2e-4f;
    ModelPackage altered = expecting(set);

    assertThatThrownBy(() -> ModelRunner.load(altered))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContainingAll(
            "golden vector pixel.png is not reproduced in fp32", "probability of big heart");
  }

  @Test
  void otherLogitsAreRefusedByName() throws IOException {
    GoldenSet set = GoldenSet.read(tiny.folder());
    set.vectors().get(0).logits()[0] += 0.1f;
    ModelPackage altered = expecting(set);

    assertThatThrownBy(() -> ModelRunner.load(altered))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContainingAll("golden vector square.png", "logit of effusion");
  }

  @Test
  void otherPixelsAreRefusedByName() throws IOException {
    byte[] other = GoldenImages.files(TinyPackages.SIZE).get("monochrome2.dcm");
    Files.write(tiny.folder().resolve(GoldenSet.FOLDER + "monochrome1.dcm"), other);
    ModelPackage altered = PackageTampering.accept(tiny.folder(), manifest -> manifest);

    assertThatThrownBy(() -> ModelRunner.load(altered))
        .isInstanceOf(InvalidPackageException.class)
        .hasMessageContaining("golden vector monochrome1.dcm is not decoded as at export");
  }

  @Test
  void aPackageWithoutThemIsRefused() throws IOException {
    ModelPackage altered =
        PackageTampering.accept(tiny.folder(), manifest -> manifest.withAssurance(null));

    assertThatThrownBy(() -> ModelRunner.load(altered))
        .isInstanceOf(UnsupportedPackageException.class)
        .hasMessageContainingAll(
            altered.folder().toString(), "no golden vectors", "export the run again");
  }

  @Test
  void bfloat16IsWithinItsOwnTolerance() {
    assumeThat(CpuFeatures.ofThisMachine().bf16Objection()).isEmpty();
    Form form = tiny.manifest().assurance().form(Precision.BF16).orElseThrow();
    assertThat(form.available()).isTrue();
    assertThat(form.measured().maxLogitDifference()).isPositive();
    try (ModelRunner runner = ModelRunner.load(tiny, BF16)) {
      assertThat(runner.golden().maxProbabilityDifference())
          .isPositive()
          .isLessThanOrEqualTo(form.measured().probabilityTolerance());
    }
  }

  @Test
  void aFormThatWasNotMeasuredIsRefused() throws IOException {
    Assurance fp32Only =
        new Assurance(
            8,
            null,
            java.util.List.of(
                tiny.manifest().assurance().form(Precision.FP32).orElseThrow(),
                Form.unavailable(Precision.BF16, "the processor had none")));
    ModelPackage altered =
        PackageTampering.accept(tiny.folder(), manifest -> manifest.withAssurance(fp32Only));

    assertThatThrownBy(() -> ModelRunner.load(altered, BF16))
        .isInstanceOf(UnsupportedPackageException.class)
        .hasMessageContainingAll("bf16 form was not measured", "the processor had none");
  }

  private ModelPackage expecting(GoldenSet set) throws IOException {
    Files.writeString(tiny.folder().resolve(GoldenSet.FOLDER + "expected.json"), Json.write(set));
    return PackageTampering.accept(tiny.folder(), manifest -> manifest);
  }
}
