package org.truncus.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.net.Backbones;

/**
 * The search on published results in place of training runs: ResNet50 cut at every layer, pooling
 * head, BIMCV, three repeats, mean ± standard deviation of the sample (the logs of the authors'
 * code). These are test figures; they stand in for validation here.
 */
class PublishedTableTest {

  /** Mean and standard deviation of AUROC, then of AUPRC, from L1 to L17. */
  private static final double[][] PUBLISHED = {
    {0.512, 0.012, 0.481, 0.030},
    {0.702, 0.013, 0.661, 0.016},
    {0.743, 0.023, 0.717, 0.039},
    {0.775, 0.021, 0.763, 0.024},
    {0.804, 0.021, 0.795, 0.020},
    {0.840, 0.005, 0.838, 0.004},
    {0.849, 0.004, 0.850, 0.002},
    {0.854, 0.000, 0.857, 0.006},
    {0.863, 0.003, 0.868, 0.001},
    {0.861, 0.008, 0.866, 0.002},
    {0.858, 0.011, 0.864, 0.012},
    {0.861, 0.013, 0.871, 0.008},
    {0.858, 0.009, 0.865, 0.007},
    {0.851, 0.002, 0.860, 0.002},
    {0.858, 0.008, 0.861, 0.015},
    {0.850, 0.004, 0.857, 0.011},
    {0.849, 0.001, 0.857, 0.003},
  };

  @ParameterizedTest
  @CsvSource({
    "auprc, argmax, L14, L12",
    "auprc, 1se,    L14, L9",
    "auroc, argmax, L8,  L9",
    "auroc, 1se,    L8,  L9",
  })
  void leadsWhereTheTableLeads(String metric, String rule, String stage, String cut) {
    List<String> trail = new ArrayList<>();
    TwoStageSearch.Outcome outcome =
        search(SearchMetric.named(metric), SelectionRule.named(rule), true, trail).run();

    assertThat(outcome.parts().get(0).taken()).as(trail.toString()).isEqualTo(stage);
    assertThat(outcome.taken()).as(trail.toString()).isEqualTo(cut);
    assertThat(trail.get(trail.size() - 1)).contains(cut);
  }

  @ParameterizedTest
  @CsvSource({"auroc, argmax, L8", "auprc, argmax, L12"})
  void withoutTheNextStageTheNeighbourIsMissed(String metric, String rule, String cut) {
    TwoStageSearch search =
        search(SearchMetric.named(metric), SelectionRule.named(rule), false, new ArrayList<>());

    assertThat(search.run().taken()).isEqualTo(cut);
  }

  private static TwoStageSearch search(
      SearchMetric metric, SelectionRule rule, boolean nextStage, List<String> trail) {
    return new TwoStageSearch(
        Candidates.of(Backbones.byName("resnet50"), nextStage),
        rule,
        new Halving(1),
        50,
        (epochs, cuts) -> cuts.stream().map(cut -> published(cut, metric)).toList(),
        trail::add);
  }

  private static CutScore published(String cut, SearchMetric metric) {
    double[] row = PUBLISHED[Integer.parseInt(cut.substring(1)) - 1];
    int at = metric == SearchMetric.AUROC ? 0 : 2;
    return CutScore.of(cut, row[at], row[at + 1], 3);
  }
}
