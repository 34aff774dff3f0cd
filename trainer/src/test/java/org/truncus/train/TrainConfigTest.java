package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truncus.json.Json;
import org.truncus.list.Uncertain;
import org.truncus.problem.UsageException;

class TrainConfigTest {

  @Test
  void survivesJson() throws JsonProcessingException {
    TrainConfig config =
        TrainConfig.builder()
            .list(Path.of("lists", "chest:x ray.csv"))
            .labels(List.of("Edema", "Pleural Effusion"))
            .strategy(new Truncated())
            .cut("B2")
            .weights(Path.of("weights.h5"))
            .channels(Channels.GREY)
            .loss(Loss.BALANCED)
            .device(Device.CPU)
            .uncertain(Uncertain.ZEROS)
            .build();
    String json = Json.write(config);
    assertThat(Json.mapper().readValue(json, TrainConfig.class)).isEqualTo(config);
    assertThat(Json.mapper().readTree(json).get("strategy").asText()).isEqualTo("truncated");
    assertThat(Json.mapper().readTree(json).get("list").asText())
        .isEqualTo(Path.of("lists", "chest:x ray.csv").toString());
    assertThat(Json.mapper().readTree(json).get("root").isNull()).isTrue();
  }

  @Test
  void hasThePublishedRecipeAsItsDefaults() {
    TrainConfig config = TrainConfig.builder().list(Path.of("list.csv")).build();
    assertThat(config.lr()).isEqualTo(1e-4);
    assertThat(config.plateau()).isEqualTo(new PlateauOptions(0.5, 5, 1e-4, 1e-6));
    assertThat(config.imageSize()).isEqualTo(224);
    assertThat(config.split().train()).isEqualTo(64);
  }

  @Test
  void valuesOutOfRangeAreRefusedByTheirOption() {
    TrainConfigBuilder builder = TrainConfig.builder().list(Path.of("list.csv"));
    assertThatThrownBy(() -> builder.batch(1).build())
        .isInstanceOf(UsageException.class)
        .hasMessage("--batch: found 1, expected 2 or more");
    assertThatThrownBy(() -> builder.batch(8).lr(0).build())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--lr");
    assertThatThrownBy(() -> builder.lr(5e-7).build())
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("--lr", "5.0E-7", "1.0E-6 or more");
    assertThatThrownBy(() -> TrainConfig.builder().build())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--list");
  }
}
