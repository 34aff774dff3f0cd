package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.image.FloatImage;

/** A model that scores for weeks must not keep the native memory of the images it has seen. */
class ModelSoakTest {

  private static final Path STATUS = Path.of("/proc/self/status");
  private static final int SIDE = 700; // 1.9 MiB of float32 in native memory for each call
  private static final int WARM_UP = 100;
  private static final int IMAGES = 400; // 748 MiB, were they kept
  private static final long BOUND_MEBIBYTES = 160;

  @Test
  void hundredsOfImagesLeaveTheResidentSetAsItWas(@TempDir Path models) throws IOException {
    assumeTrue(Files.isReadable(STATUS), "no /proc/self/status: resident memory can't be read");
    List<FloatImage> images =
        IntStream.range(0, 4)
            .mapToObj(seed -> TinyPackages.noise(SIDE - seed, SIDE, 1, seed))
            .toList();
    try (ModelRunner runner = ModelRunner.load(TinyPackages.publish(models))) {
      score(runner, images, WARM_UP);
      long before = residentMebibytes();
      score(runner, images, IMAGES);
      assertThat(residentMebibytes() - before).isLessThan(BOUND_MEBIBYTES);
    }
  }

  private static void score(ModelRunner runner, List<FloatImage> images, int count) {
    for (int i = 0; i < count; i++) {
      runner.score(images.get(i % images.size()));
    }
  }

  private static long residentMebibytes() throws IOException {
    for (String line : Files.readAllLines(STATUS)) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024;
      }
    }
    throw new IllegalStateException(STATUS + " has no VmRSS");
  }
}
