package org.truncus.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which GPU a worker is given. */
class GpuDevicesTest {

  @TempDir private Path dev;

  @Test
  void takesThoseThatThisProcessMayUse() {
    assertThat(GpuDevices.found("2, GPU-8f6d", dev).names()).containsExactly("2", "GPU-8f6d");
    assertThat(GpuDevices.found("-1", dev).names()).isEmpty();
    assertThat(GpuDevices.found("", dev).names()).isEmpty();
  }

  @Test
  void countsDeviceFilesWhereNothingIsSaid() throws IOException {
    for (String name : List.of("nvidia1", "nvidia0", "nvidiactl", "nvidia-uvm", "null")) {
      Files.createFile(dev.resolve(name));
    }
    assertThat(GpuDevices.found(null, dev).names()).containsExactly("0", "1");
    assertThat(GpuDevices.found(null, dev.resolve("nothing")).names()).isEmpty();
  }

  @Test
  void givesEachWorkerOneAndLetsThemShareWhereThereAreTooFew() {
    GpuDevices two = new GpuDevices(List.of("0", "3"));
    assertThat(two.environment(1, 2)).isEqualTo(Map.of("CUDA_VISIBLE_DEVICES", "3"));
    assertThat(two.environment(2, 3))
        .isEqualTo(Map.of("CUDA_VISIBLE_DEVICES", "0", "TF_FORCE_GPU_ALLOW_GROWTH", "true"));
    assertThat(new GpuDevices(List.of()).environment(0, 4)).isEmpty();
  }
}
