package org.truncus.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Where the stages of each family end. */
class StageTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "resnet50 | B1=L4 B2=L8 B3=L14 B4=L17",
        "densenet121 | T1=T1 T2=T2 T3=T3 full=B4.16",
        "densenet201 | T1=T1 T2=T2 T3=T3 full=B4.32",
        "mobilenet-v1-1.0 | L1=L1 L3=L3 L5=L5 L11=L11 L13=L13",
        "squeezenet-1.1 | L2=L2 L4=L4 L8=L8",
        "cbr-tiny | L1=L1 L2=L2 L3=L3 L4=L4",
      })
  void endsWhereTheFamilySaysOrFeaturesBecomeSmaller(String backbone, String expected) {
    List<String> ends =
        Stage.of(Backbones.byName(backbone)).stream()
            .map(stage -> stage.name() + "=" + stage.end())
            .toList();

    assertThat(String.join(" ", ends)).isEqualTo(expected);
  }

  @Test
  void theThirdBlockOfResNetHasFiveCutsBeforeItsEnd() {
    assertThat(Stage.of(Backbones.byName("resnet50")).get(2).cuts())
        .containsExactly("L9", "L10", "L11", "L12", "L13", "L14");
  }

  static List<String> backbones() {
    return Backbones.names();
  }

  @ParameterizedTest
  @MethodSource("backbones")
  void everyCutIsInOneStage(String name) {
    Backbone backbone = Backbones.byName(name);
    List<String> all = new ArrayList<>();
    Stage.of(backbone).forEach(stage -> all.addAll(stage.cuts()));

    assertThat(all).isEqualTo(backbone.cuts());
  }
}
