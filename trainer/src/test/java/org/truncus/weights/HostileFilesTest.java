package org.truncus.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Hostile files: each is refused in under a second of processor time, within 256 MiB. */
class HostileFilesTest {

  private static final int ONE_SECOND = 1000;

  @TempDir static Path folder;

  @TestFactory
  List<DynamicTest> everyHostileFileIsRefusedQuickly() throws IOException, InterruptedException {
    Map<String, String> files = HostileFiles.write(folder);
    Map<String, String[]> outcomes = outcomes(files);
    List<DynamicTest> tests = new ArrayList<>();
    files.forEach(
        (name, message) ->
            tests.add(DynamicTest.dynamicTest(name, () -> check(outcomes.get(name), message))));
    return tests;
  }

  private static void check(String[] outcome, String message) {
    assertThat(outcome).isNotNull();
    assertThat(outcome[2])
        .matches("(InvalidWeights|UnsupportedWeights)Exception: .*")
        .contains(message);
    assertThat(Integer.parseInt(outcome[1])).isLessThan(ONE_SECOND);
  }

  /** Lines of {@link HostileReader}, by the name of the file. */
  private static Map<String, String[]> outcomes(Map<String, String> files)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-cp", System.getProperty("java.class.path")));
    command.add(HostileReader.class.getName());
    files.keySet().forEach(name -> command.add(folder.resolve(name).toString()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    Map<String, String[]> outcomes = new LinkedHashMap<>();
    output
        .lines()
        .map(line -> line.split("\t", 3))
        .filter(parts -> parts.length == 3)
        .forEach(parts -> outcomes.put(parts[0], parts));
    return outcomes;
  }
}
