package org.truncus.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.truncus.train.Device;
import org.truncus.train.Loss;
import org.truncus.train.Precision;
import org.truncus.train.TrainConfig;
import org.truncus.train.TrainConfigBuilder;

/** What a cell's name depends on. */
class CellIdTest {

  private static final String LIST = "aa";

  @Test
  void doesNotDependOnWhereFilesLieNorOnWhatComputes() {
    String here = id(config("/here/list.csv").network(n -> n.weights(Path.of("/here/w.h5"))));
    String there =
        id(
            config("/there/other.csv")
                .data(data -> data.root(Path.of("/images")))
                .network(n -> n.weights(Path.of("/there/v.h5")))
                .compute(c -> c.device(Device.CPU).threads(3).workers(5)));
    assertThat(there).isEqualTo(here).matches("[0-9a-f]{12}");
  }

  @Test
  void dependsOnEverySettingThatChangesTheResult() {
    List<TrainConfigBuilder> different =
        List.of(
            config("l"),
            config("l").seed(2),
            config("l").data(data -> data.fraction(0.5)),
            config("l").data(data -> data.labels(List.of("a"))),
            config("l").input(input -> input.imageSize(64)),
            config("l").network(network -> network.backbone("cbr-tiny")),
            config("l").network(network -> network.cut("L3")),
            config("l").recipe(recipe -> recipe.epochs(3)),
            config("l").recipe(recipe -> recipe.lr(1e-3)),
            config("l").recipe(recipe -> recipe.loss(Loss.BALANCED)),
            config("l").compute(compute -> compute.precision(Precision.BF16)));
    Set<String> ids = new LinkedHashSet<>();
    different.forEach(builder -> ids.add(id(builder)));
    assertThat(ids).hasSize(different.size());
    assertThat(CellId.of(config("l").build(), "bb", null)).isNotIn(ids);
    assertThat(CellId.of(config("l").build(), LIST, "cc")).isNotIn(ids);
  }

  @Test
  void aDefaultThatIsWrittenOutIsNoOtherSetting() {
    assertThat(id(config("l").recipe(recipe -> recipe.epochs(50)))).isEqualTo(id(config("l")));
  }

  /** Pinned: were it to change, every finished cell of every experiment would be run again. */
  @Test
  void isTheSameInEveryVersion() {
    assertThat(id(config("l").seed(3).recipe(recipe -> recipe.epochs(7))))
        .isEqualTo("1bc5b0384812");
  }

  private static TrainConfigBuilder config(String list) {
    return TrainConfig.builder().data(data -> data.list(Path.of(list)));
  }

  private static String id(TrainConfigBuilder builder) {
    return CellId.of(builder.build(), LIST, null);
  }
}
