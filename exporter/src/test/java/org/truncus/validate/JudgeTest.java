package org.truncus.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.metric.LabelSample;
import org.truncus.problem.UsageException;

class JudgeTest {

  private static final List<String> LABELS = List.of("effusion", "mass");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "failureRate@view=AP <= 0.1",
        "failureRate@effusion <= 0.1",
        "failureRate@macro <= 0.1",
        "failureRate.ci_high <= 0.1"
      })
  void theFailureRateOfAPartOfTheRowsIsRefusedRatherThanThatOfAllShown(String text) {
    assertThatThrownBy(() -> Judge.check(Requirement.parse(text), LABELS))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(text);
    Judge.check(Requirement.parse("failureRate <= 0.1"), LABELS);
  }

  @Test
  void theMeanOverLabelsOfASmallSubgroupIsNotMet() {
    Map<String, LabelResult> few = Map.of("effusion", perfect("effusion", 29, 100));
    Map<String, LabelResult> enough = Map.of("effusion", perfect("effusion", 30, 100));
    Judge judge = new Judge(few, Map.of("view", Map.of("AP", few, "PA", enough)), 0);

    RequirementResult small = judge.judge(Requirement.parse("auroc@macro@view=AP >= 0.5"));
    assertThat(small.met()).isFalse();
    assertThat(small.note()).contains("insufficient").contains("effusion");
    assertThat(judge.judge(Requirement.parse("auroc@macro@view=PA >= 0.5")).met()).isTrue();
    assertThat(judge.judge(Requirement.parse("auroc@macro >= 0.5")).met()).isTrue();
  }

  private static LabelResult perfect(String label, int positives, int negatives) {
    boolean[] y = new boolean[positives + negatives];
    double[] scores = new double[y.length];
    String[] patients = new String[y.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = i < positives;
      scores[i] = y[i] ? 1 : 0;
      patients[i] = "p" + i;
    }
    return new LabelResult(
        label,
        new LabelSample(scores, scores, y, patients),
        positives,
        y.length,
        Map.of(Metric.AUROC, Estimate.plain(1)),
        List.of());
  }
}
