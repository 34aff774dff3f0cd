package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.truncus.json.Json;
import org.truncus.list.Blank;
import org.truncus.list.LabelPolicy;
import org.truncus.list.ListFormat;
import org.truncus.problem.UsageException;

class TrainConfigTest {

  @Test
  void survivesJson() throws JsonProcessingException {
    TrainConfig config =
        TrainConfig.builder()
            .data(
                data ->
                    data.list(Path.of("lists", "chest:x ray.csv"))
                        .labels(List.of("Edema", "Pleural Effusion"))
                        .policy(LabelPolicy.parse("zeros,Edema=ones"))
                        .blank(Blank.NEGATIVE)
                        .format(ListFormat.CHEXPERT)
                        .fraction(0.25))
            .input(input -> input.channels(Channels.GREY))
            .network(
                network ->
                    network.strategy(new Truncated()).cut("B2").weights(Path.of("weights.h5")))
            .recipe(recipe -> recipe.loss(Loss.BALANCED))
            .compute(compute -> compute.device(Device.CPU))
            .build();
    String json = Json.write(config);
    assertThat(Json.mapper().readValue(json, TrainConfig.class)).isEqualTo(config);
    assertThat(Json.mapper().readTree(json).get("network").get("strategy").asText())
        .isEqualTo("truncated");
    assertThat(Json.mapper().readTree(json).get("data").get("list").asText())
        .isEqualTo(Path.of("lists", "chest:x ray.csv").toString());
    assertThat(Json.mapper().readTree(json).get("data").get("root").isNull()).isTrue();
  }

  @Test
  void hasThePublishedRecipeAsItsDefaults() {
    TrainConfig config = TrainConfig.builder().data(data -> data.list(Path.of("list.csv"))).build();
    assertThat(config.recipe().lr()).isEqualTo(1e-4);
    assertThat(config.recipe().schedule()).isEqualTo(new PlateauSchedule(0.5, 5, 1e-4, 1e-6));
    assertThat(config.input().imageSize()).isEqualTo(224);
    assertThat(config.data().split().train()).isEqualTo(64);
  }

  @Test
  void valuesOutOfRangeAreRefusedByTheirOption() {
    TrainConfigBuilder builder = TrainConfig.builder().data(data -> data.list(Path.of("list.csv")));
    assertThatThrownBy(() -> builder.recipe(recipe -> recipe.batch(1)).build())
        .isInstanceOf(UsageException.class)
        .hasMessage("--batch: found 1, expected 2 or more");
    assertThatThrownBy(() -> builder.recipe(recipe -> recipe.batch(8).lr(0)).build())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--lr");
    assertThatThrownBy(() -> builder.recipe(recipe -> recipe.lr(5e-7)).build())
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll("--lr", "5.0E-7", "1.0E-6 or more");
    assertThatThrownBy(() -> TrainConfig.builder().build())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--list");
  }
}
