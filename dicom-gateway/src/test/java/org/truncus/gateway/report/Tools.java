package org.truncus.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Programs of the operating system that look at what was written. */
public final class Tools {
  private Tools() {}

  /** Runs a tool, which must end with 0; all it says on both streams. Skips where there is none. */
  public static String run(String... command) throws IOException, InterruptedException {
    assume(installed(command[0]), command[0]);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  /** Skips the test where this isn't so. */
  public static void assume(boolean there, String tool) {
    Assumptions.assumeTrue(there, tool + " is not installed");
  }

  private static boolean installed(String tool) {
    Stream<String> path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator));
    return path.anyMatch(entry -> Files.isExecutable(Path.of(entry).resolve(tool)));
  }
}
