package org.truncus.experiment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.truncus.list.KnownNames;
import org.truncus.problem.UsageException;

/**
 * Reads the specification of an experiment: keys of {@code train} with their values, {@code grid}
 * with lists of values by key, {@code arms} with settings that belong together, {@code name} and
 * {@code reference}. A list in an arm makes an arm of each of its values.
 */
final class SpecReader {

  private static final String NAME = "name";
  private static final String GRID = "grid";
  private static final String ARMS = "arms";
  private static final String REFERENCE = "reference";

  private final Path file;
  private final TrainSettings train;
  private final List<String> problems = new ArrayList<>();

  private SpecReader(Path file, TrainSettings train) {
    this.file = file;
    this.train = train;
  }

  /**
   * Reads a file.
   *
   * @throws org.truncus.problem.InvalidInputException where it is missing or no YAML
   * @throws UsageException with all that is wrong with it, line by line
   */
  static ExperimentSpec read(Path file, TrainSettings train) {
    return new SpecReader(file, train).read();
  }

  private ExperimentSpec read() {
    Map<String, SpecNode.Field> top = SpecDocument.read(file).fields();
    Map<String, String> base = new LinkedHashMap<>();
    Map<String, List<String>> grid = new LinkedHashMap<>();
    List<ExperimentSpec.Arm> arms = new ArrayList<>();
    String[] words = {file.getFileName().toString().replaceFirst("\\.ya?ml$", ""), null};
    top.forEach(
        (key, field) -> {
          switch (key) {
            case GRID -> grid(field, grid);
            case ARMS -> arms(field, arms);
            case NAME -> words[0] = word(key, field);
            case REFERENCE -> words[1] = word(key, field);
            default -> {
              if (known(key, field.line(), List.of(GRID, ARMS, NAME, REFERENCE))) {
                single(key, field.value(), field.line()).ifPresent(text -> base.put(key, text));
              }
            }
          }
        });
    if (arms.isEmpty()) {
      arms.add(new ExperimentSpec.Arm(null, 1, Map.of()));
    }
    if (!problems.isEmpty()) {
      throw new UsageException(String.join("\n", problems));
    }
    return new ExperimentSpec(file, words[0], base, grid, arms, Optional.ofNullable(words[1]));
  }

  private void grid(SpecNode.Field field, Map<String, List<String>> grid) {
    if (!(field.value() instanceof SpecNode.Fields fields)) {
      problem(field.line(), "grid: found %s, expected keys with lists".formatted(kind(field)));
      return;
    }
    fields
        .fields()
        .forEach(
            (key, values) -> {
              if (known(key, values.line(), List.of())) {
                List<String> texts = values(key, values);
                if (texts.stream().distinct().count() < texts.size()) {
                  problem(values.line(), "grid: " + key + " has the same value twice");
                }
                grid.put(key, texts);
              }
            });
  }

  /** The values of a key in the grid or in an arm. */
  private List<String> values(String key, SpecNode.Field field) {
    if (field.value() instanceof SpecNode.Items items && items.items().isEmpty()) {
      problem(field.line(), key + ": found an empty list, expected values");
      return List.of();
    }
    boolean several =
        field.value() instanceof SpecNode.Items items
            && (!train.isList(key) || items.items().get(0) instanceof SpecNode.Items);
    List<SpecNode> nodes =
        several ? ((SpecNode.Items) field.value()).items() : List.of(field.value());
    return nodes.stream().flatMap(node -> single(key, node, field.line()).stream()).toList();
  }

  private void arms(SpecNode.Field field, List<ExperimentSpec.Arm> arms) {
    if (!(field.value() instanceof SpecNode.Items items) || items.items().isEmpty()) {
      problem(
          field.line(),
          "arms: found %s, expected a list such as '- {strategy: truncated, cut: [L4, L6]}'"
              .formatted(kind(field)));
      return;
    }
    for (SpecNode item : items.items()) {
      if (item instanceof SpecNode.Fields fields) {
        arm(fields, arms);
      } else {
        problem(item.line(), "an arm: found %s, expected keys".formatted(item.kind()));
      }
    }
  }

  private void arm(SpecNode.Fields fields, List<ExperimentSpec.Arm> arms) {
    String name = null;
    List<Map<String, String>> combinations = List.of(Map.of());
    Set<String> several = new LinkedHashSet<>();
    for (Map.Entry<String, SpecNode.Field> entry : fields.fields().entrySet()) {
      String key = entry.getKey();
      if (key.equals(NAME)) {
        name = word(key, entry.getValue());
      } else if (known(key, entry.getValue().line(), List.of(NAME))) {
        List<String> values = values(key, entry.getValue());
        combinations = Combinations.crossed(combinations, key, values);
        if (values.size() > 1) {
          several.add(key);
        }
      }
    }
    for (Map<String, String> settings : combinations) {
      arms.add(new ExperimentSpec.Arm(named(name, several, settings), fields.line(), settings));
    }
  }

  private static String named(String name, Set<String> several, Map<String, String> settings) {
    if (name == null || several.isEmpty()) {
      return name;
    }
    return name + " " + several.stream().map(settings::get).collect(Collectors.joining(" "));
  }

  private boolean known(String key, int line, List<String> more) {
    List<String> known = new ArrayList<>(train.keys());
    known.addAll(more);
    if (known.contains(key)) {
      return true;
    }
    String meant =
        KnownNames.nearest(key, known)
            .map(name -> "; did you mean '" + name + "'?")
            .orElse("; known are " + String.join(", ", known));
    problem(line, "unknown key '" + key + "'" + meant);
    return false;
  }

  /** One value: a word, or a list of words where the key takes several at once. */
  private Optional<String> single(String key, SpecNode node, int line) {
    if (node instanceof SpecNode.Scalar scalar) {
      return Optional.of(scalar.text());
    }
    if (node instanceof SpecNode.Items items && train.isList(key)) {
      return Optional.of(
          items.items().stream()
              .map(item -> item instanceof SpecNode.Scalar scalar ? scalar.text() : "")
              .collect(Collectors.joining(",")));
    }
    String hint = node instanceof SpecNode.Items ? "; lists of values stand under grid" : "";
    problem(line, "%s: found %s, expected one value%s".formatted(key, node.kind(), hint));
    return Optional.empty();
  }

  private String word(String key, SpecNode.Field field) {
    if (field.value() instanceof SpecNode.Scalar scalar && !scalar.text().isBlank()) {
      return scalar.text();
    }
    problem(field.line(), "%s: found %s, expected a name".formatted(key, kind(field)));
    return key;
  }

  private static String kind(SpecNode.Field field) {
    return field.value().kind();
  }

  private void problem(int line, String text) {
    problems.add(file + ":" + line + ": " + text);
  }
}
