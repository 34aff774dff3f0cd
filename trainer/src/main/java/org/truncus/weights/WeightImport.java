package org.truncus.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Loads a weight file into the part of a network below its cut, completely or not at all: each
 * weight exactly once and with its exact shape, only finite values, no negative variance. What lies
 * above the cut is listed as ignored.
 */
public final class WeightImport {

  private static final int TABLE_ROWS = 12;

  private WeightImport() {}

  /**
   * Reads and maps a file.
   *
   * @param path a weight file or the folder of a finished run
   * @param target the network's part to fill
   * @throws InvalidWeightsException where the file is damaged or does not cover the target; the
   *     message has a table of what does not fit
   * @throws UnsupportedWeightsException where format or network of the file are not known
   */
  public static ImportedWeights load(Path path, WeightTarget target) {
    return map(WeightFiles.open(path), target);
  }

  /** As {@link #load}, for a file that is already open. */
  public static ImportedWeights map(WeightFile file, WeightTarget target) {
    WeightSource source =
        WeightSource.of(file)
            .orElseThrow(
                () ->
                    new UnsupportedWeightsException(
                        "%s: can't tell which network these %d tensors belong to (first: %s); known are "
                                .formatted(
                                    file.path(),
                                    file.tensors().size(),
                                    file.tensors().keySet().stream().limit(3).toList())
                            + "Keras MobileNet v1, SqueezeNet 1.1 and the project's own"
                            + " checkpoints"));
    if (!source.backbone().equals(target.backbone())) {
      throw new InvalidWeightsException(
          "%s holds weights of %s, not of %s"
              .formatted(file.path(), source.backbone(), target.backbone()));
    }
    Map<String, WeightTensor> stored = TheanoKernels.converted(file.tensors());
    Map<String, WeightTensor> tensors = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (WeightSpec spec : target.prefix()) {
      WeightTensor tensor = stored.get(spec.name());
      String problem = problem(spec, tensor);
      if (problem == null) {
        tensors.put(spec.name(), tensor);
      } else {
        problems.add("  %-36s %s".formatted(spec.name(), problem));
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidWeightsException(refusal(file, target, problems));
    }
    List<String> ignored =
        file.tensors().keySet().stream().filter(name -> !tensors.containsKey(name)).toList();
    return new ImportedWeights(
        tensors,
        ignored,
        source.backbone(),
        source.normalization(),
        file.sha256(),
        file.path().toString());
  }

  /** What is wrong with a tensor, or null. */
  private static String problem(WeightSpec spec, WeightTensor tensor) {
    if (tensor == null) {
      return "expected %s, not in the file".formatted(Arrays.toString(spec.shape()));
    }
    if (!Arrays.equals(spec.shape(), tensor.shape())) {
      return "expected %s, found %s"
          .formatted(Arrays.toString(spec.shape()), Arrays.toString(tensor.shape()));
    }
    boolean variance = spec.name().endsWith(".moving_variance");
    for (float value : tensor.values()) {
      if (!Float.isFinite(value) || (variance && value < 0)) {
        return "holds the value " + value;
      }
    }
    return null;
  }

  private static String refusal(WeightFile file, WeightTarget target, List<String> problems) {
    int shown = Math.min(problems.size(), TABLE_ROWS);
    String more =
        problems.size() > shown
            ? System.lineSeparator() + "  and %d more".formatted(problems.size() - shown)
            : "";
    return "%s does not fill %s cut at %s: %d of %d weights do not fit%n%s%s%n"
            .formatted(
                file.path(),
                target.backbone(),
                target.cut(),
                problems.size(),
                target.prefix().size(),
                String.join(System.lineSeparator(), problems.subList(0, shown)),
                more)
        + "The file's last layer with weights is %s; choose a cut it covers, or another file"
            .formatted(lastLayer(file));
  }

  private static String lastLayer(WeightFile file) {
    String last = "none";
    for (String name : file.tensors().keySet()) {
      last = name.substring(0, Math.max(name.lastIndexOf('.'), 0));
    }
    return last;
  }
}
