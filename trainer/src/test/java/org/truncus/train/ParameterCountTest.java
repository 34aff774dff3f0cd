package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.json.Json;

/** The counts of run.json against published ones, and those derived from the published code. */
class ParameterCountTest {

  private static final Map<String, Path> SOURCES = new HashMap<>();

  @TempDir private static Path root;
  private static Path list;

  @BeforeAll
  static void list() {
    list = SyntheticList.multilabel(root, 20);
  }

  /** With two outputs; MACs at 224 pixels, of convolutions only. */
  @ParameterizedTest
  @CsvSource({
    "resnet50, B1, B3, 6101570, 1.66",
    "resnet50, B2, B3, 7137346, 2.43",
    "resnet50, B3, B3, 12947522, 3.53"
  })
  void transfusionHasThePublishedSizes(
      String backbone, String cut, String covered, long trainable, double gigaMacs) {
    JsonNode run = record(backbone, new TransFusion(), cut, covered);
    assertThat(run.at("/parameters/trainable").asLong()).isEqualTo(trainable);
    assertThat(run.at("/parameters/frozen").asLong()).isZero();
    assertThat(run.at("/macs").asDouble() / 1e9).isCloseTo(gigaMacs, within(0.005));
    assertThat(run.at("/built/slimFactor").asInt()).isEqualTo(2);
    assertThat(run.at("/built/whole").asBoolean()).isTrue();
  }

  /** The published numbers leave out the head, which has two outputs here. */
  @ParameterizedTest
  @CsvSource({
    "densenet121, T1, T3, 2195616, 528",
    "densenet121, T2, T3, 3172224, 576",
    "densenet121, T3, T3, 5612160, 768",
    "densenet201, T1, T2, 5096608, 976",
    "densenet201, T2, T2, 6312832, 1024"
  })
  void transfusionOfDenseNetToo(
      String backbone, String cut, String covered, long body, long channels) {
    JsonNode run = record(backbone, new TransFusion(), cut, covered);
    assertThat(run.at("/parameters/trainable").asLong()).isEqualTo(body + 2 * channels + 2);
  }

  @Test
  void everyStrategyCountsWhatItTrains() {
    long whole = 23_508_032;
    long block2 = 1_444_928;
    long head = 2 * 2048 + 2;
    check(record("resnet50", new FullFineTune(), "full", "full"), whole + head, 0, 53_120);
    check(
        record("resnet50", new LayerwiseFineTune(), "B2", "full"),
        whole - block2 + head,
        block2,
        53_120);
    check(record("resnet50", new LinearProbe(), "full", "full"), head, whole, 53_120);
    check(record("resnet50", new LinearProbe(), "B2", "full"), 2 * 512 + 2, block2, 10_112);
    check(record("resnet50", new Truncated(), "B2", "full"), block2 + 2 * 512 + 2, 0, 10_112);
  }

  @Test
  void theHeadIsCountedAsBuilt() {
    TrainConfig config =
        config("resnet50", new Truncated(), "B2", "B3").toBuilder()
            .network(network -> network.head(HeadType.FLATTEN))
            .build();
    RunRecord record = RunRecords.first(RunPlan.of(config), 1, Instant.EPOCH);
    assertThat(record.parameters().trainable()).isEqualTo(1_444_928 + 802_818);
    assertThat(record.built().words()).isEqualTo("resnet50 cut at L8, flatten head");
  }

  private static void check(JsonNode run, long trainable, long frozen, long statistics) {
    assertThat(run.at("/parameters/trainable").asLong()).isEqualTo(trainable);
    assertThat(run.at("/parameters/frozen").asLong()).isEqualTo(frozen);
    assertThat(run.at("/parameters/total").asLong()).isEqualTo(trainable + frozen + statistics);
  }

  private static JsonNode record(String backbone, Strategy strategy, String cut, String covered) {
    RunPlan plan = RunPlan.of(config(backbone, strategy, cut, covered));
    RunFolder folder = new RunFolder(root.resolve("run"));
    folder.write(RunRecords.first(plan, 1, Instant.EPOCH));
    return Json.read(folder.recordFile(), JsonNode.class);
  }

  private static TrainConfig config(
      String backbone, Strategy strategy, String cut, String covered) {
    Path source =
        SOURCES.computeIfAbsent(
            backbone + covered, key -> SourceWeights.write(root.resolve(key), backbone, covered));
    return Runs.tiny(list)
        .input(input -> input.imageSize(224))
        .network(network -> network.backbone(backbone).strategy(strategy).cut(cut).weights(source))
        .build();
  }
}
