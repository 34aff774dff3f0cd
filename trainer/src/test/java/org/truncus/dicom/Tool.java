package org.truncus.dicom;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Debian's DICOM tools; a test that needs one is skipped by name where it isn't installed. */
public final class Tool {

  /** What a tool answered: exit status, stdout and stderr together. */
  public record Answer(int status, String text) {}

  private Tool() {}

  /** Runs a tool to its end. */
  public static Answer run(String name, String... arguments) throws IOException {
    boolean present =
        Files.isExecutable(Path.of(name))
            || Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
    Assumptions.assumeTrue(present, name + " is not installed");
    List<String> command = new ArrayList<>(List.of(name));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      return new Answer(process.waitFor(), text);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
