package org.truncus.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.metric.Difference;
import org.truncus.metric.Interval;
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
    Judge judge = new Judge(few, Map.of("view", Map.of("AP", few, "PA", enough)), Map.of());

    RequirementResult small = judge.judge(Requirement.parse("auroc@macro@view=AP >= 0.5"));
    assertThat(small.met()).isFalse();
    assertThat(small.note()).contains("insufficient").contains("effusion");
    assertThat(judge.judge(Requirement.parse("auroc@macro@view=PA >= 0.5")).met()).isTrue();
    assertThat(judge.judge(Requirement.parse("auroc@macro >= 0.5")).met()).isTrue();
  }

  @Test
  void theWorstGapIsThatOfAGroupWithEnoughRows() {
    Map<String, LabelResult> all = Map.of("effusion", perfect("effusion", 100, 100));
    Map<String, LabelResult> few = Map.of("effusion", behind(29, -0.5));
    Map<String, LabelResult> enough = Map.of("effusion", behind(30, -0.04));
    Judge judge =
        new Judge(
            all,
            Map.of("view", Map.of("AP", few, "PA", enough), "sex", Map.of("F", few)),
            Map.of());

    RequirementResult met = judge.judge(Requirement.parse("auroc.worst_gap >= -0.05"));
    assertThat(met.outcome()).isEqualTo(Verdict.PASS);
    assertThat(met.value()).isEqualTo(-0.04);
    assertThat(met.note()).isEqualTo("effusion where view is PA");
    assertThat(judge.judge(Requirement.parse("auroc.worst_gap >= -0.03")).outcome())
        .isEqualTo(Verdict.FAIL);
    assertThat(judge.judge(Requirement.parse("auroc.worst_gap@sex=* >= -0.03")).outcome())
        .isEqualTo(Verdict.INSUFFICIENT);
    assertThat(judge.judge(Requirement.parse("auroc.gap@effusion@view=PA >= -0.05")).outcome())
        .isEqualTo(Verdict.PASS);
  }

  @Test
  void numbersOfTheWholeAreJudgedAndMissingOnesCannotBeTold() {
    Judge judge = new Judge(Map.of(), Map.of(), Map.of(Metric.LATENCY_P95, 0.4));

    assertThat(judge.judge(Requirement.parse("latencyP95 <= 10")).met()).isTrue();
    assertThat(judge.judge(Requirement.parse("latency_p95 <= 0.1")).outcome())
        .isEqualTo(Verdict.FAIL);
    assertThat(judge.judge(Requirement.parse("goldenVectors >= 100 %")).outcome())
        .isEqualTo(Verdict.INSUFFICIENT);
  }

  @Test
  void theVerdictIsTheWorst() {
    RequirementResult pass = new RequirementResult("a", "", 1, Verdict.PASS, "");
    RequirementResult fail = new RequirementResult("b", "", 1, Verdict.FAIL, "");
    RequirementResult open = new RequirementResult("c", "", 1, Verdict.INSUFFICIENT, "");

    assertThat(Verdict.of(List.of())).isEqualTo(Verdict.NONE);
    assertThat(Verdict.of(List.of(pass, pass))).isEqualTo(Verdict.PASS);
    assertThat(Verdict.of(List.of(pass, open))).isEqualTo(Verdict.INSUFFICIENT);
    assertThat(Verdict.of(List.of(open, fail, pass))).isEqualTo(Verdict.FAIL);
  }

  private static LabelResult behind(int positives, double gap) {
    LabelResult whole = perfect("effusion", positives, 100);
    return new LabelResult(
        whole.label(),
        whole.sample(),
        whole.positives(),
        whole.patients(),
        whole.metrics(),
        whole.points(),
        null,
        Map.of(Metric.AUROC, new Difference(gap, new Interval(gap - 0.1, gap + 0.1), 0.5)),
        LabelResult.SUFFICIENT);
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
