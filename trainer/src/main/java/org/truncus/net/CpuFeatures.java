package org.truncus.net;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the processor can do for networks, as Linux tells it. Asking doesn't load TensorFlow.
 *
 * @param model name of the processor; empty where the system doesn't tell
 * @param flags the instruction sets that matter here; empty where the system doesn't tell
 */
public record CpuFeatures(String model, Set<String> flags) {

  private static final List<String> MATTER =
      List.of("avx2", "fma", "avx512f", "avx512_vnni", "avx512_bf16", "amx_bf16", "asimd", "bf16");
  private static final List<String> BF16 = List.of("avx512_bf16", "amx_bf16");
  private static final Path CPUINFO = Path.of("/proc/cpuinfo");

  /** Keeps a sorted copy. */
  public CpuFeatures {
    flags = new TreeSet<>(flags);
  }

  /** Those of this machine. */
  public static CpuFeatures ofThisMachine() {
    if (!Files.isReadable(CPUINFO)) {
      return new CpuFeatures("", Set.of());
    }
    try {
      return of(Files.readAllLines(CPUINFO));
    } catch (IOException e) {
      return new CpuFeatures("", Set.of());
    }
  }

  /** Those that the lines of {@code /proc/cpuinfo} tell. */
  static CpuFeatures of(List<String> lines) {
    Set<String> flags =
        lines.stream()
            .filter(line -> line.startsWith("flags") || line.startsWith("Features"))
            .flatMap(line -> Arrays.stream(value(line).split(" +")))
            .filter(MATTER::contains)
            .collect(Collectors.toSet());
    String model =
        lines.stream()
            .filter(line -> line.startsWith("model name"))
            .map(CpuFeatures::value)
            .findFirst()
            .orElse("");
    return new CpuFeatures(model, flags);
  }

  /**
   * Why oneDNN can't speed up bfloat16 here; empty where it can. Without such instructions it would
   * emulate them slowly or leave the graph as it is, without a word.
   */
  public Optional<String> bf16Objection() {
    if (flags.isEmpty()) {
      return Optional.of("this system doesn't tell whether its processor has bfloat16");
    }
    return BF16.stream().anyMatch(flags::contains)
        ? Optional.empty()
        : Optional.of("the processor has none of " + String.join(", ", BF16));
  }

  private static String value(String line) {
    return line.substring(line.indexOf(':') + 1).trim();
  }
}
