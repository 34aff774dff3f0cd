package org.truncus.validate;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.truncus.json.Json;
import org.truncus.list.ListRow;
import org.truncus.model.ModelPackage;
import org.truncus.problem.UnsupportedInputException;

/**
 * What scores and images were like in a validation, {@code baseline.json}: a gateway holds what it
 * is sent later against it, by {@link Drift}.
 *
 * @param schemaVersion {@link #SCHEMA_VERSION}
 * @param model name and version of the package, as {@code name/version}
 * @param modelSha256 the package; a baseline says nothing about another one
 * @param listSha256 the list
 * @param createdAt when the validation ended
 * @param images scored
 * @param scores calibrated probabilities by label
 * @param inputs {@code mean}, {@code sd}, {@code p01}, {@code p50}, {@code p99}, {@code width} and
 *     {@code height} of the images, see {@link InputStatistics}
 * @param mixes shares by value of {@code photometric}, {@code modality} and {@code view}; a blank
 *     value is {@code not stated}
 */
public record Baseline(
    int schemaVersion,
    String model,
    String modelSha256,
    String listSha256,
    Instant createdAt,
    int images,
    Map<String, NumberBaseline> scores,
    Map<String, NumberBaseline> inputs,
    Map<String, Map<String, Double>> mixes) {

  /** The version of this document's shape that is read and written here. */
  public static final int SCHEMA_VERSION = 1;

  /** Keeps unmodifiable copies. */
  public Baseline {
    scores = Collections.unmodifiableMap(new LinkedHashMap<>(scores));
    inputs = Collections.unmodifiableMap(new LinkedHashMap<>(inputs));
    mixes = Collections.unmodifiableMap(new LinkedHashMap<>(mixes));
  }

  /**
   * Reads a baseline.
   *
   * @throws org.truncus.problem.InvalidInputException where there is none
   * @throws UnsupportedInputException where a later version wrote it
   */
  public static Baseline read(Path file) {
    Baseline baseline = Json.read(file, Baseline.class);
    if (baseline.schemaVersion() > SCHEMA_VERSION) {
      throw new UnsupportedInputException(
          file
              + ": schemaVersion "
              + baseline.schemaVersion()
              + ", this version reads up to "
              + SCHEMA_VERSION
              + "; use the newer version that wrote it");
    }
    return baseline;
  }

  static Baseline of(ModelPackage model, String list, Scoring.Result scoring, Instant at) {
    Map<String, NumberBaseline> scores = new LinkedHashMap<>();
    List<String> labels = model.manifest().labels();
    for (int l = 0; l < labels.size(); l++) {
      int label = l;
      scores.put(
          labels.get(l),
          NumberBaseline.of(
              scoring.predictions().stream().mapToDouble(p -> p.probabilities()[label]).toArray()));
    }
    Map<String, NumberBaseline> inputs = new LinkedHashMap<>();
    inputs.put("mean", numbers(scoring, InputStatistics::mean));
    inputs.put("sd", numbers(scoring, InputStatistics::sd));
    inputs.put("p01", numbers(scoring, InputStatistics::p01));
    inputs.put("p50", numbers(scoring, InputStatistics::p50));
    inputs.put("p99", numbers(scoring, InputStatistics::p99));
    inputs.put("width", numbers(scoring, InputStatistics::width));
    inputs.put("height", numbers(scoring, InputStatistics::height));
    Map<String, Map<String, Double>> mixes = new LinkedHashMap<>();
    mixes.put("photometric", mix(scoring.inputs(), InputStatistics::photometric));
    mixes.put("modality", mix(scoring.inputs(), InputStatistics::modality));
    mixes.put(
        "view", mix(scoring.rows(), (ListRow row) -> row.attributes().getOrDefault("view", "")));
    return new Baseline(
        SCHEMA_VERSION,
        model.id(),
        model.sha256(),
        list,
        at,
        scoring.rows().size(),
        scores,
        inputs,
        mixes);
  }

  private static NumberBaseline numbers(
      Scoring.Result scoring, ToDoubleFunction<InputStatistics> number) {
    return NumberBaseline.of(scoring.inputs().stream().mapToDouble(number).toArray());
  }

  private static <T> Map<String, Double> mix(List<T> things, Function<T, String> value) {
    Map<String, Long> counts =
        things.stream()
            .map(value)
            .map(text -> text.isBlank() ? Subgroups.NOT_STATED : text.strip())
            .collect(Collectors.groupingBy(text -> text, TreeMap::new, Collectors.counting()));
    Map<String, Double> shares = new TreeMap<>();
    counts.forEach((text, count) -> shares.put(text, (double) count / things.size()));
    return shares;
  }
}
