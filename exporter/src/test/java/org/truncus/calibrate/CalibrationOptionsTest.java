package org.truncus.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.truncus.problem.UsageException;

class CalibrationOptionsTest {

  private static final List<String> LABELS = List.of("Edema", "Mass");

  @Test
  void theNamedLabelOverrulesAll() {
    CalibrationOptions options =
        CalibrationOptions.standard()
            .withMethods(List.of("Edema=isotonic", "platt", "Mass=auto"))
            .withPrevalences(List.of("0.1", "Mass=0.02"));

    assertThat(options.method("Edema")).isEqualTo(CalibrationMethod.ISOTONIC);
    assertThat(options.method("Mass")).isNull();
    assertThat(options.method("other")).isEqualTo(CalibrationMethod.PLATT);
    assertThat(options.prevalence("Edema")).isEqualTo(0.1);
    assertThat(options.prevalence("Mass")).isEqualTo(0.02);
    assertThat(CalibrationOptions.standard().method("Edema")).isNull();
  }

  @Test
  void labelsAreThoseOfTheModel() {
    refused(methods("Edma=platt"), false, "found the label \"Edma\"", "Did you mean Edema?");
    refused(prevalences("Masss=0.1"), false, "--deployment-prevalence", "Did you mean Mass?");
    methods("Edema=platt").check(LABELS, false);
  }

  @Test
  void classesAreCalibratedTogether() {
    for (String method : List.of("platt", "beta", "isotonic", "joint-temperature")) {
      refused(methods(method), true, method, "no longer sum to one");
    }
    refused(methods("Edema=temperature"), true, "without a label");
    refused(methods("vector"), false, "classes of a softmax");
    methods("vector").check(LABELS, true);
    methods("temperature").check(LABELS, true);
    methods("joint-temperature").check(LABELS, false);
    refused(methods("Edema=joint-temperature"), false, "one for all labels");
  }

  @Test
  void prevalencesOfClassesSumToOne() {
    refused(prevalences("0.1"), true, "CLASS=P for each of Edema, Mass");
    refused(prevalences("Edema=0.1"), true, "summing to 1");
    refused(prevalences("Edema=0.1", "Mass=0.8"), true, "summing to 1");
    prevalences("Edema=0.1", "Mass=0.9").check(LABELS, true);
  }

  @Test
  void whatIsNoMethodOrNoPrevalenceIsRefused() {
    assertThatThrownBy(() -> methods("isotonc"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("Did you mean isotonic?");
    assertThatThrownBy(() -> prevalences("often"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("found often");
    assertThatThrownBy(() -> prevalences("Edema=1"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("found Edema=1.0, expected a number between 0 and 1");
  }

  private static CalibrationOptions methods(String... texts) {
    return CalibrationOptions.standard().withMethods(List.of(texts));
  }

  private static CalibrationOptions prevalences(String... texts) {
    return CalibrationOptions.standard().withPrevalences(List.of(texts));
  }

  private static void refused(CalibrationOptions options, boolean classes, String... parts) {
    assertThatThrownBy(() -> options.check(LABELS, classes))
        .isInstanceOf(UsageException.class)
        .hasMessageContainingAll(parts);
  }
}
