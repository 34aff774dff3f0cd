package org.truncus.weights;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.weights.source.BackboneForm;
import org.truncus.weights.source.BlockNames;
import org.truncus.weights.source.Recognised;
import org.truncus.weights.source.SourceRules;
import org.truncus.weights.source.Strides;

/**
 * Loads a weight file into the part of a network below its cut, completely or not at all: each
 * weight exactly once and with its exact shape, only finite values, no negative variance, in the
 * form of the network's batch normalisation and biases. What lies above the cut is listed as
 * ignored.
 */
public final class WeightImport {

  private static final int TABLE_ROWS = 12;

  private WeightImport() {}

  /**
   * Reads and maps a file.
   *
   * @param path a weight file, or the folder of a finished run, a package or a TensorFlow.js model
   * @param target the network's part to fill
   * @throws InvalidWeightsException where the file is damaged, is of another network or stride
   *     variant, or does not cover the target; the message has a table of what does not fit
   * @throws UnsupportedWeightsException where format or network of the file are not known
   */
  public static ImportedWeights load(Path path, WeightTarget target) {
    return map(WeightFiles.open(path), target);
  }

  /** As {@link #load}, for a file that is already open. */
  public static ImportedWeights map(WeightFile file, WeightTarget target) {
    Recognised recognised = SourceRules.recognise(file, target.backbone());
    checkForm(file, recognised.source(), target);
    PrefixFill fill = new PrefixFill(recognised, target);
    Map<String, WeightTensor> tensors = new LinkedHashMap<>();
    List<ImportStep> steps = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (WeightSpec spec : target.prefix()) {
      try {
        PrefixFill.Filled filled = fill.fill(spec);
        tensors.put(spec.name(), filled.tensor());
        steps.add(filled.step());
      } catch (PrefixFill.Misfit e) {
        problems.add("  %-36s %s".formatted(spec.name(), e.getMessage()));
      }
    }
    if (problems.isEmpty()) {
      fill.lostBiases().forEach(bias -> problems.add("  %-36s has no place".formatted(bias)));
    }
    if (!problems.isEmpty()) {
      throw new InvalidWeightsException(refusal(file, target, problems));
    }
    List<String> ignored =
        file.tensors().keySet().stream().filter(name -> !isUsed(file, fill, name)).toList();
    return new ImportedWeights(
        tensors, steps, ignored, recognised.source(), file.sha256(), file.path().toString());
  }

  /**
   * Whether a file has all tensors of a target, by their names; their shapes and numbers are left
   * to {@link #map}.
   */
  public static boolean covers(WeightFile file, WeightTarget target) {
    PrefixFill fill = new PrefixFill(SourceRules.recognise(file, target.backbone()), target);
    return target.prefix().stream().allMatch(spec -> fill.has(spec.name()));
  }

  private static boolean isUsed(WeightFile file, PrefixFill fill, String name) {
    return fill.used().contains(file.tensors().get(name).name());
  }

  private static void checkForm(WeightFile file, WeightSource source, WeightTarget target) {
    BackboneForm found = source.form();
    BackboneForm wanted = BackboneForm.of(target.backbone());
    if (!found.family().equals(wanted.family())) {
      throw new InvalidWeightsException(
          "%s holds weights of %s, not of %s"
              .formatted(file.path(), found.family(), wanted.family()));
    }
    boolean strided =
        target.prefix().stream()
            .anyMatch(spec -> spec.name().equals(BlockNames.FIRST_STRIDED_1X1 + ".kernel"));
    if (strided && found.strides() != wanted.strides() && found.strides() != Strides.NONE) {
      throw new InvalidWeightsException(
          "%s holds weights of %s; backbone %s is %s. The shapes are the same, the features would be"
                  .formatted(
                      file.path(),
                      found.strides().text(),
                      target.backbone(),
                      wanted.strides().text())
              + " wrong: choose --backbone %s"
                  .formatted(wanted.withStrides(found.strides()).backbone()));
    }
  }

  private static String refusal(WeightFile file, WeightTarget target, List<String> problems) {
    int shown = Math.min(problems.size(), TABLE_ROWS);
    String more =
        problems.size() > shown
            ? System.lineSeparator() + "  and %d more".formatted(problems.size() - shown)
            : "";
    String advice =
        file.metadata().containsKey(OwnMetadata.FOLDED)
            ? "A package has its batch normalisation folded into the convolutions, and training"
                + " needs it apart; give the folder of the run that the package was made from"
            : "The file's last layer with weights is %s; choose a cut it covers, or another file"
                .formatted(lastLayer(file));
    return "%s does not fill %s cut at %s: %d of %d weights do not fit%n%s%s%n"
            .formatted(
                file.path(),
                target.backbone(),
                target.cut(),
                problems.size(),
                target.prefix().size(),
                String.join(System.lineSeparator(), problems.subList(0, shown)),
                more)
        + advice;
  }

  private static String lastLayer(WeightFile file) {
    String last = "none";
    for (String name : file.tensors().keySet()) {
      last = name.substring(0, Math.max(name.lastIndexOf('.'), 0));
    }
    return last;
  }
}
