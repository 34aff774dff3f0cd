package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.model.SigningKey;

/** What is said to wrong options of packages, before a run or a model is touched. */
class PackageOptionsTest {

  @TempDir Path dir;

  @Test
  void keysAreMadeOnce() {
    Run made = Run.of("keys", "new", "--out", dir);

    assertThat(made.exitCode()).isEqualTo(ExitCode.OK);
    assertThat(made.out()).contains(SigningKey.PRIVATE_FILE, SigningKey.PUBLIC_FILE);
    assertThat(made.err()).contains("Keep the first file to yourself");
    Run again = Run.of("keys", "new", "--out", dir);
    assertThat(again.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    assertThat(again.err()).contains("not overwritten");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--code|Pneumonia=233604007,SCT|expected LABEL=VALUE,SCHEME,MEANING",
        "--code|Pneumonia=233604008,SCT,Pneumonia|is no SNOMED CT identifier",
        "--code|Pneumonia=1,99TRUNCUS,Pneumonia|for findings without a code",
        "--site|Pneumonia=39607008,SCT|expected LABEL=VALUE,SCHEME,MEANING",
        "--laterality|Pneumonia=24028007,SCT,Right|has no --site",
        "--minimum-age|-1|must be 0 to 150 years"
      })
  void wrongOptionsOfAnExportAreUsage(String flag, String value, String message) {
    Run run =
        Run.of("export", "--run", dir, "--models", dir, "--name", "chest", flag + "=" + value);

    assertThat(run.err()).contains(message);
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void codesCanStandInAFile() throws IOException {
    Path yaml =
        Files.writeString(
            dir.resolve("export.yml"),
            """
            code: ['Big heart=8186001,SCT,Cardiomegaly', 'Fluid=60046008,SCT,Pleural effusion']
            minimum-age: 18
            """);
    Run run = Run.of("export", "--config", yaml, "--run", dir, "--models", dir, "--name", "chest");

    assertThat(run.err()).contains("holds no run");
    assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
  }

  @Test
  void aCardAndAKeyThatAreNoneAreInvalidInput() throws IOException {
    Path file = Files.writeString(dir.resolve("wrong.yml"), "intended: x\n");

    Run card = Run.of("export", "--run", dir, "--models", dir, "--name", "chest", "--card", file);
    assertThat(card.err()).contains("unknown key 'intended'");
    assertThat(card.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
    Run key = Run.of("inspect", dir, "--require-signature", file);
    assertThat(key.err()).contains("expected an Ed25519 key in PEM form");
    assertThat(key.exitCode()).isEqualTo(ExitCode.INVALID_INPUT);
  }

  @Test
  void anUnknownPrecisionIsUsage() {
    Run run =
        Run.of("validate", "--precision", "fp16", "--model", dir, "--list", dir, "--report", dir);

    assertThat(run.err()).contains("--precision", "fp16");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
  }
}
