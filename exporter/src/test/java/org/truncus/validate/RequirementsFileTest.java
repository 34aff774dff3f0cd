package org.truncus.validate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;

class RequirementsFileTest {

  @TempDir Path folder;

  @Test
  void readsTextsAndReasons() throws IOException {
    List<Requirement> read =
        RequirementsFile.read(
            file(
                """
                requirements:
                  - require: auroc.ci_low >= 0.85
                    why: agreed with radiology
                  - notEvaluable <= 2 %
                """));

    assertThat(read).extracting(Requirement::why).containsExactly("agreed with radiology", "");
    assertThat(read)
        .extracting(Requirement::metric)
        .containsExactly(Metric.AUROC, Metric.FAILURE_RATE);
    assertThat(read.get(1).number()).isEqualTo(0.02);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "auroc >= 0.85",
        "requirements: []",
        "requirements: [auroc >= 0.85]\nother: 1",
        "requirements:\n  - 5",
        "requirements:\n  - why: no reason without requirement",
        "requirements:\n  - require: auroc >= 0.85\n    because: misspelt",
        "requirements: [unclosed"
      })
  void refusesAnotherShape(String text) throws IOException {
    Path file = file(text);

    assertThatThrownBy(() -> RequirementsFile.read(file))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(file.toString());
  }

  @Test
  void aMisspeltMetricIsNamedWithItsPlaceAndTheNearest() throws IOException {
    Path file = file("requirements:\n  - auroc >= 0.85\n  - sensitivty >= 0.9\n");

    assertThatThrownBy(() -> RequirementsFile.read(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("requirement 2")
        .hasMessageContaining("Did you mean 'sensitivity'?");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> RequirementsFile.read(folder.resolve("none.yml")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining("none.yml");
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("acceptance.yml"), text);
  }
}
