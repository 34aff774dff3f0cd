package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.json.Json;
import org.truncus.net.Backbones;
import org.truncus.net.Network;
import org.truncus.net.NetworkSpec;
import org.truncus.weights.Safetensors;
import org.truncus.weights.WeightSource;
import org.truncus.weights.WeightTensor;

/** {@code weights inspect}, {@code check} and {@code convert} as a user meets them. */
class WeightsCommandTest {

  private static final String BACKBONE = "mobilenet-v1-0.25";

  @TempDir Path folder;
  private Path file;

  @BeforeEach
  void writeACheckpointOfOurs() {
    Network network = Backbones.network(new NetworkSpec(BACKBONE, "L3", 2));
    List<WeightTensor> tensors = network.weights().stream().map(spec -> spec.initial(5)).toList();
    file = folder.resolve("own.safetensors");
    Safetensors.write(file, tensors, WeightSource.own(BACKBONE, 1e-3f, "mobilenet").metadata());
  }

  private static JsonNode json(Run run) throws JsonProcessingException {
    assertThat(run.exitCode()).as(run.err()).isZero();
    return Json.mapper().readTree(run.out());
  }

  @Test
  void inspectSaysWhatAFileHolds() throws IOException {
    Run text = Run.of("weights", "inspect", file);
    assertThat(text.exitCode()).as(text.err()).isZero();
    assertThat(text.out())
        .contains(
            "safetensors", "--backbone mobilenet-v1-0.25", "conv_pw_3.kernel", "[1, 1, 32, 32]");
    JsonNode json = json(Run.of("weights", "inspect", file, "--json"));
    assertThat(json.path("backbone").asText()).isEqualTo(BACKBONE);
    assertThat(json.path("normalization").asText()).isEqualTo("mobilenet");
    assertThat(json.path("sha256").asText()).hasSize(64);
    assertThat(json.path("tensors")).hasSize(37);
    assertThat(json.path("tensors").get(0).path("name").asText()).isEqualTo("conv1.kernel");
    assertThat(json.path("tensors").get(0).path("dtype").asText()).isEqualTo("F32");
  }

  @Test
  void inspectSaysWhyANetworkIsNotKnown() throws IOException {
    Safetensors.write(
        folder.resolve("other"),
        List.of(new WeightTensor("a.b", new int[] {1}, new float[1])),
        Map.of());
    Run run = Run.of("weights", "inspect", folder.resolve("other"));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("not known", "can't tell", "a.b");
  }

  @Test
  void checkPrintsTheMap() throws IOException {
    Run text = Run.of("weights", "check", file, "--backbone", BACKBONE, "--cut", "L2");
    assertThat(text.exitCode()).as(text.err()).isZero();
    assertThat(text.out())
        .contains(
            "all 25 weights loaded", "not done", "conv_dw_2_bn.moving_mean", "  probs.kernel");
    JsonNode json =
        json(Run.of("weights", "check", file, "--backbone", BACKBONE, "--cut", "L2", "--json"));
    assertThat(json.path("map")).hasSize(25);
    assertThat(json.path("map").get(0).path("from").get(0).asText()).isEqualTo("conv1.kernel");
    assertThat(json.path("ignored")).hasSize(12);
    assertThat(json.path("selfTest").isNull()).isTrue();
  }

  @Test
  void checkRefusesWhatDoesNotFit() {
    Run longer = Run.of("weights", "check", file, "--backbone", BACKBONE);
    assertThat(longer.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(longer.err()).contains("L13", "conv_dw_4.depthwise_kernel", "not in the file");
    Run other = Run.of("weights", "check", file, "--backbone", "resnet50");
    assertThat(other.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(other.err()).contains("mobilenet-v1-0.25, not of resnet50");
  }

  @Test
  void convertWritesWhatCheckFindsRight() throws IOException {
    Path out = folder.resolve("keras.safetensors");
    Run convert = Run.of("weights", "convert", file, "--to", "keras", "--out", out);
    assertThat(convert.exitCode()).as(convert.err()).isZero();
    assertThat(convert.out()).contains("37 tensors of mobilenet-v1-0.25 up to L3 and the head");
    assertThat(Safetensors.read(out)).containsKeys("conv1/kernel", "predictions/kernel");
    JsonNode check =
        json(Run.of("weights", "check", out, "--backbone", BACKBONE, "--cut", "L3", "--json"));
    assertThat(check.path("selfTest").path("passed").asBoolean()).isTrue();
    assertThat(check.path("selfTest").path("layers")).hasSize(3);
  }

  @Test
  void aFailedSelfTestHasItsExitCode() {
    Path out = folder.resolve("keras.safetensors");
    Run.of("weights", "convert", file, "--to", "keras", "--out", out);
    Safetensors.Content content = Safetensors.open(out);
    List<WeightTensor> changed = new ArrayList<>(content.tensors().values());
    changed.get(0).values()[3] += 1;
    Path damaged = folder.resolve("damaged.safetensors");
    Safetensors.write(damaged, changed, content.metadata());
    Run check = Run.of("weights", "check", damaged, "--backbone", BACKBONE, "--cut", "L1");
    assertThat(check.exitCode()).isEqualTo(ExitCode.REQUIREMENT_NOT_MET);
    assertThat(check.out()).contains("FAILED");
  }

  @Test
  void misuseIsExplained() throws IOException {
    Run names = Run.of("weights", "convert", file, "--to", "onnx", "--out", folder.resolve("x"));
    assertThat(names.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(names.err()).contains("onnx", "keras or torchvision");
    Path text = Files.writeString(folder.resolve("a.txt"), "hello");
    Run inspect = Run.of("weights", "inspect", text);
    assertThat(inspect.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(inspect.err()).contains("a.txt", "no known format").doesNotContain("\tat ");
  }
}
