package org.truncus.experiment;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The GPUs that worker processes share out among them, found without loading TensorFlow, which
 * would take their memory.
 *
 * @param names as {@code CUDA_VISIBLE_DEVICES} wants them
 */
public record GpuDevices(List<String> names) {

  private static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

  /** Keeps an unmodifiable list. */
  public GpuDevices {
    names = List.copyOf(names);
  }

  /**
   * Those that this process may use.
   *
   * @param visible the value of {@code CUDA_VISIBLE_DEVICES}; null where it isn't set
   * @param dev the folder of device files
   */
  static GpuDevices found(String visible, Path dev) {
    if (visible != null) {
      return new GpuDevices(
          Arrays.stream(visible.split(","))
              .map(String::strip)
              .filter(name -> !name.isEmpty() && !name.equals("-1"))
              .toList());
    }
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(dev, "nvidia[0-9]*")) {
      files.forEach(file -> names.add(file.getFileName().toString().substring("nvidia".length())));
    } catch (IOException e) {
      return new GpuDevices(List.of());
    }
    Collections.sort(names);
    return new GpuDevices(names);
  }

  /** Those of this machine that this process may use. */
  public static GpuDevices ofThisMachine() {
    return found(System.getenv(VISIBLE), Path.of("/dev"));
  }

  /**
   * What the environment of a worker has beside what this process has: one GPU, and that it takes
   * only the memory it needs where two share one.
   *
   * @param worker counted from 0
   * @param workers how many there are
   */
  Map<String, String> environment(int worker, int workers) {
    Map<String, String> environment = new LinkedHashMap<>();
    if (!names.isEmpty()) {
      environment.put(VISIBLE, names.get(worker % names.size()));
      if (workers > names.size()) {
        environment.put("TF_FORCE_GPU_ALLOW_GROWTH", "true");
      }
    }
    return environment;
  }
}
