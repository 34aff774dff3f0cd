package org.truncus.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.problem.UsageException;

class PointTargetTest {

  @Test
  void everyPartIsRead() {
    assertThat(PointTarget.parse("alarm: ppv >= 0.3@prevalence=0.02@Pleural Effusion"))
        .isEqualTo(new PointTarget("alarm", PointRule.PPV, 0.3, "Pleural Effusion", 0.02));
    assertThat(PointTarget.parse("youden@Edema"))
        .isEqualTo(new PointTarget("youden", PointRule.YOUDEN, Double.NaN, "Edema", Double.NaN));
    assertThat(PointTarget.parse("alert-rate<=0.1").words()).isEqualTo("alert-rate <= 0.10");
    assertThat(PointTarget.parse("ppv>=0.3@prevalence=0.02").words())
        .isEqualTo("ppv >= 0.30 at a prevalence of 0.02");
  }

  @Test
  void namesAreMadeOfRuleAndValue() {
    assertThat(PointTarget.sensitivity(0.9).name()).isEqualTo("sensitivity-0.90");
    assertThat(PointTarget.parse("specificity>=0.975").name()).isEqualTo("specificity-0.975");
    assertThat(PointTarget.parse("x.1:youden").name()).isEqualTo("x.1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "sensitivity",
        "sensitivity<=0.9",
        "alert-rate>=0.1",
        "youden>=0.5",
        "sensitivity>=",
        "sensitivity>=many",
        "sensitivity>=0",
        "sensitivity>=1.5",
        "sensitivity>=NaN",
        "sensitivty>=0.9",
        "sensitivity>=0.9@",
        "sensitivity>=0.9@a@b",
        "sensitivity>=0.9@prevalence=0.1",
        "ppv>=0.9@prevalence=2",
        "ppv>=0.9@prevalence=often",
        ":youden",
        "a name:youden"
      })
  void whatIsNotOfTheFormIsRefused(String text) {
    assertThatThrownBy(() -> PointTarget.parse(text))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("--operating-point: ");
  }

  @Test
  void aMistypedRuleIsAnsweredWithTheNearest() {
    assertThatThrownBy(() -> PointTarget.parse("sensitivty>=0.9"))
        .hasMessageContaining("Did you mean sensitivity?");
  }
}
