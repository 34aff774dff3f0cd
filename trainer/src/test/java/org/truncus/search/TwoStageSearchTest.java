package org.truncus.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.net.Backbones;
import org.truncus.problem.InvalidInputException;

/** What is tried, what is abandoned, and what is taken. */
class TwoStageSearchTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "mobilenet-v1-0.25 | L1 L3 L5 L11 L13 | L11 | L6 L7 L8 L9 L10 L12",
        "squeezenet-1.1 | L2 L4 L8 | L4 | L3 L5",
        "densenet121 | T1 T2 T3 B4.16 | T1 | stem B1.1 B1.2 B1.3 B1.4 B1.5 B1.6 B2.1",
        "resnet50 | L4 L8 L14 L17 | L14 | L9 L10 L11 L12 L13 L15",
        "cbr-tiny | L1 L2 L3 L4 | L2 | L3",
      })
  void everyFamilyHasStagesAndLayersInside(
      String backbone, String first, String winner, String second) {
    Candidates candidates = Candidates.of(Backbones.byName(backbone), true);

    assertThat(String.join(" ", candidates.first())).isEqualTo(first);
    assertThat(String.join(" ", candidates.second(winner))).isEqualTo(second);
  }

  @Test
  void aShortlistLeavesOutAllButTheWholeNetwork() {
    Candidates candidates =
        Candidates.of(Backbones.byName("resnet50"), true).among(Set.of("L8", "L9", "L10"));

    assertThat(candidates.first()).containsExactly("L8", "L10", "L17");
    assertThat(candidates.second("L8")).containsExactly("L9");
    assertThat(candidates.second("L10")).containsExactly("L9");
    assertThat(candidates.second("L17")).isEmpty();
  }

  @Test
  void theBetterHalfGoesOnAndWhatIsWithinAnErrorOfTheBest() {
    List<CutScore> scores =
        List.of(
            new CutScore("L1", List.of(0.50, 0.51, 0.52)),
            new CutScore("L2", List.of(0.69, 0.70, 0.71)),
            new CutScore("L3", List.of(0.60, 0.70, 0.83)),
            new CutScore("L4", List.of(0.61, 0.62, 0.63)),
            new CutScore("L5", List.of(Double.NaN, Double.NaN, Double.NaN)));

    assertThat(new Halving(2).survivors(scores)).containsExactly("L2", "L3");
    assertThat(new Halving(4).survivors(scores)).containsExactly("L2", "L3");
  }

  @Test
  void rungsAscendToAllEpochs() {
    assertThat(new Halving(2).rungs(6, 20)).containsExactly(5, 10, 20);
    assertThat(new Halving(2).rungs(3, 20)).containsExactly(10, 20);
    assertThat(new Halving(1).rungs(6, 20)).containsExactly(20);
    assertThat(new Halving(2).rungs(2, 20)).containsExactly(20);
    assertThat(new Halving(2).rungs(9, 1)).containsExactly(1);
    assertThat(new Halving(3).rungs(9, 12)).containsExactly(4, 12);
  }

  @Test
  void abandonedCutsAreTrainedNoFurtherAndTheWholeNetworkAlwaysIs() {
    Map<String, Integer> trained = new TreeMap<>();
    List<String> trail = new ArrayList<>();
    Map<String, Double> truth = Map.of("L4", 0.5, "L8", 0.8, "L14", 0.9, "L17", 0.4);
    TwoStageSearch search =
        new TwoStageSearch(
            Candidates.of(Backbones.byName("resnet50"), true),
            SelectionRule.ONE_SE,
            new Halving(2),
            8,
            (epochs, cuts) -> {
              cuts.forEach(cut -> trained.merge(cut, epochs, Math::max));
              return cuts.stream()
                  .map(cut -> new CutScore(cut, List.of(truth.getOrDefault(cut, 0.7))))
                  .toList();
            },
            trail::add);

    TwoStageSearch.Outcome outcome = search.run();

    assertThat(outcome.taken()).isEqualTo("L14");
    assertThat(trained).containsEntry("L17", 8).containsEntry("L14", 8).containsEntry("L4", 4);
    assertThat(outcome.scores()).containsOnlyKeys(trained.keySet());
    assertThat(String.join("\n", trail)).contains("L4 (B1)").contains("abandoned");
  }

  @Test
  void nothingTrainableIsSaid() {
    TwoStageSearch search =
        new TwoStageSearch(
            Candidates.of(Backbones.byName("squeezenet-1.1"), true),
            SelectionRule.ONE_SE,
            new Halving(1),
            3,
            (epochs, cuts) ->
                cuts.stream().map(cut -> new CutScore(cut, List.of(Double.NaN))).toList(),
            text -> {});

    assertThatThrownBy(search::run)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("L4");
  }
}
