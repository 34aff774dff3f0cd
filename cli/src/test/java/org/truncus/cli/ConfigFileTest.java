package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfigFileTest {

  @TempDir Path folder;

  private Path yaml(String text) throws IOException {
    return Files.writeString(folder.resolve("options.yml"), text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "search"})
  void requiredOptionsMayStandInTheFile(String command) throws IOException {
    Path list = folder.resolve("absent.csv");
    Path file = yaml("list: " + list + "\nout: " + folder.resolve("out") + "\nepochs: 2\n");
    Run run = Run.of(command, "--config", file.toString());
    assertThat(run.err()).contains(list.toString()).doesNotContain("Missing required");
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "export", "search"})
  void anUnknownKeyIsNamed(String command) throws IOException {
    Run run = Run.of(command, "--config=" + yaml("epochz: 2\n"));
    assertThat(run.err()).contains("options.yml: unknown key 'epochz'");
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void aFlagWins() throws IOException {
    Path file = yaml("list: first.csv\nout: " + folder.resolve("out") + "\n");
    Run run = Run.of("search", "--config", file.toString(), "--list", "second.csv");
    assertThat(run.err()).contains("second.csv").doesNotContain("first.csv");
  }
}
