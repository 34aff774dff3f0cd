package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.truncus.calibrate.CalibrationMethod;
import org.truncus.calibrate.CalibrationOptions;
import org.truncus.calibrate.PointTarget;
import org.truncus.problem.UsageException;
import picocli.CommandLine;

class CalibrationFlagsTest {

  @Test
  void repeatedFlagsKeepTheirSiblings() {
    CalibrationOptions options =
        options(
            "--calibration",
            "Edema=isotonic,Mass=platt",
            "--calibration",
            "temperature",
            "--operating-point",
            "rule-out:sensitivity>=0.98",
            "--no-prior-correction",
            "--operating-point",
            "ppv>=0.3@prevalence=0.02@Edema",
            "--deployment-prevalence",
            "Edema=0.1");

    assertThat(options.method()).isEqualTo(CalibrationMethod.TEMPERATURE);
    assertThat(options.methods())
        .isEqualTo(Map.of("Edema", CalibrationMethod.ISOTONIC, "Mass", CalibrationMethod.PLATT));
    assertThat(options.prevalences()).isEqualTo(Map.of("Edema", 0.1));
    assertThat(options.correctPriors()).isFalse();
    assertThat(options.points())
        .extracting(PointTarget::name)
        .containsExactly("rule-out", "ppv-0.30");
  }

  @Test
  void withoutFlagsItIsTheStandard() {
    assertThat(options()).isEqualTo(CalibrationOptions.standard());
    assertThatThrownBy(() -> options("--operating-point", "best"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("sensitivity>=S");
  }

  private static CalibrationOptions options(String... flags) {
    CalibrationFlags parsed = new CalibrationFlags();
    new CommandLine(
            CommandLine.Model.CommandSpec.create()
                .addMixin("it", CommandLine.Model.CommandSpec.forAnnotatedObject(parsed)))
        .parseArgs(flags);
    return parsed.options();
  }
}
