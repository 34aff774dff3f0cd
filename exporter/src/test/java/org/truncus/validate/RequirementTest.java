package org.truncus.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.problem.UsageException;
import org.truncus.validate.Requirement.Bound;
import org.truncus.validate.Requirement.Comparison;
import org.truncus.validate.Requirement.Subgroup;

class RequirementTest {

  @Test
  void shortForm() {
    Requirement requirement = Requirement.parse("auroc>=0.85");

    assertThat(requirement)
        .isEqualTo(
            new Requirement(
                "auroc>=0.85",
                "",
                Metric.AUROC,
                Bound.VALUE,
                null,
                null,
                Comparison.AT_LEAST,
                0.85));
  }

  @Test
  void longForm() {
    Requirement requirement =
        Requirement.parse(" sensitivity.ci_low @Pleural Effusion @ view=AP supine > 80 % ");

    assertThat(requirement.metric()).isEqualTo(Metric.SENSITIVITY);
    assertThat(requirement.bound()).isEqualTo(Bound.CI_LOW);
    assertThat(requirement.label()).isEqualTo("Pleural Effusion");
    assertThat(requirement.subgroup()).isEqualTo(new Subgroup("view", "AP supine"));
    assertThat(requirement.comparison()).isEqualTo(Comparison.ABOVE);
    assertThat(requirement.number()).isEqualTo(0.8);
  }

  @Test
  void subgroupMayComeBeforeTheLabelAndHoldComparisons() {
    Requirement requirement = Requirement.parse("ece@age=60+@edema<=5e-2");

    assertThat(requirement.label()).isEqualTo("edema");
    assertThat(requirement.subgroup()).isEqualTo(new Subgroup("age", "60+"));
    assertThat(requirement.comparison()).isEqualTo(Comparison.AT_MOST);
    assertThat(requirement.number()).isEqualTo(0.05);
  }

  @Test
  void bothSpellingsOfAMetric() {
    assertThat(Requirement.parse("calibration_slope>0.8").metric())
        .isEqualTo(Metric.CALIBRATION_SLOPE);
    assertThat(Requirement.parse("calibrationSlope.ci_high<1.2").bound()).isEqualTo(Bound.CI_HIGH);
    assertThat(Requirement.parse("PPV_at_prevalence>0.1").metric())
        .isEqualTo(Metric.PPV_AT_PREVALENCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "auroc",
        "auroc 0.85",
        ">= 0.85",
        "auroc >= high",
        "auroc >= 0.8 5",
        "acuracy >= 0.85",
        "auroc.low >= 0.85",
        "auroc@a@b >= 0.85",
        "auroc@view=AP@sex=F >= 0.85",
        "auroc@ >= 0.85",
        "auroc@=AP >= 0.85"
      })
  void refusesWhatIsNoRequirement(String text) {
    assertThatThrownBy(() -> Requirement.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("requirement '" + text + "'");
  }

  @Test
  void nothingHoldsOfAnUndefinedValue() {
    for (Comparison comparison : Comparison.values()) {
      assertThat(comparison.holds(Double.NaN, 0.5)).isFalse();
    }
    assertThat(Comparison.AT_LEAST.holds(0.85, 0.85)).isTrue();
    assertThat(Comparison.ABOVE.holds(0.85, 0.85)).isFalse();
    assertThat(Comparison.AT_MOST.holds(0.85, 0.85)).isTrue();
    assertThat(Comparison.BELOW.holds(0.85, 0.85)).isFalse();
    assertThat(Comparison.EQUAL.holds(0, 0)).isTrue();
  }
}
