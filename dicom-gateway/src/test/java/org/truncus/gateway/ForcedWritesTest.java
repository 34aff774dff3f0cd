package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In the place of a power cut: for each acknowledged instance the system was told to force its
 * file, the folder of it and the database to the disk.
 */
class ForcedWritesTest {

  private static final int INSTANCES = 12;
  private static final Path STRACE = Path.of("/usr/bin/strace");

  @TempDir Path temp;
  private GatewayProcess gateway;

  @AfterEach
  void kill() throws InterruptedException {
    if (gateway != null) {
      gateway.kill();
    }
  }

  @Test
  void eachInstanceIsForcedToTheDiskBeforeItsAnswer() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(STRACE), "strace is not installed");
    gateway =
        GatewayProcess.start(
            temp.resolve("gateway"),
            temp.resolve("log"),
            Map.of(GatewayOption.QUIET_SECONDS, "3600"));
    Path calls = temp.resolve("calls");
    Process strace = attach(calls);
    for (int i = 1; i <= INSTANCES; i++) {
      assertThat(
              GatewaySetup.send(gateway.dicomPort(), temp, SampleImages.image(1, i, 0.5))
                  .allDelivered())
          .isTrue();
    }
    strace.destroy();
    assertThat(strace.waitFor(30, TimeUnit.SECONDS)).isTrue();
    List<String> forced =
        Files.readAllLines(calls).stream()
            .filter(line -> line.contains("fsync(") || line.contains("fdatasync("))
            .toList();
    assertThat(forced).filteredOn(line -> line.contains(".part>")).hasSize(INSTANCES);
    assertThat(forced)
        .filteredOn(line -> line.matches(".*/gateway/data/[0-9a-f]{2}/[0-9a-f]{2}>.*"))
        .hasSize(INSTANCES);
    assertThat(forced)
        .filteredOn(line -> line.contains("gateway.mv.db>"))
        .hasSizeGreaterThanOrEqualTo(INSTANCES);
  }

  /** Follows all threads of the gateway; returns once it does. */
  private Process attach(Path calls) throws IOException {
    Process strace =
        new ProcessBuilder(
                STRACE.toString(),
                "-f",
                "-y",
                "-e",
                "trace=fsync,fdatasync",
                "-o",
                calls.toString(),
                "-p",
                String.valueOf(gateway.pid()))
            .redirectErrorStream(true)
            .start();
    String said = strace.inputReader().readLine();
    Assumptions.assumeTrue(
        said != null && said.contains("attached"), "strace may not attach here: " + said);
    return strace;
  }
}
