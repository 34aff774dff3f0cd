package org.truncus.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Options of a command from a YAML file: one key for each long name without its hyphens. Flags on
 * the command line win.
 */
final class ConfigFile implements IDefaultValueProvider {

  /** What names the file. */
  static final String OPTION = "--config";

  private final Map<String, String> values;

  /**
   * Options that come from elsewhere.
   *
   * @param values by long names without their hyphens
   */
  ConfigFile(Map<String, String> values) {
    this.values = values;
  }

  /** Gives the command the values of the file that {@code --config} names, if it names one. */
  static void apply(CommandLine command, String[] arguments) {
    file(arguments).ifPresent(file -> command.setDefaultValueProvider(read(file, command)));
  }

  private static Optional<Path> file(String[] arguments) {
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i].equals(OPTION) && i + 1 < arguments.length) {
        return Optional.of(Path.of(arguments[i + 1]));
      }
      if (arguments[i].startsWith(OPTION + "=")) {
        return Optional.of(Path.of(arguments[i].substring(OPTION.length() + 1)));
      }
    }
    return Optional.empty();
  }

  private static ConfigFile read(Path file, CommandLine command) {
    TreeSet<String> known = new TreeSet<>();
    command.getCommandSpec().options().forEach(option -> known.addAll(keys(option)));
    Map<String, String> values = new LinkedHashMap<>();
    for (Map.Entry<String, JsonNode> entry : tree(file).properties()) {
      if (!known.contains(entry.getKey())) {
        throw new UsageException(
            "%s: unknown key '%s'; known are %s"
                .formatted(file, entry.getKey(), String.join(", ", known)));
      }
      values.put(entry.getKey(), text(entry.getValue()));
    }
    return new ConfigFile(values);
  }

  /** The long names of an option without their hyphens. */
  static List<String> keys(OptionSpec option) {
    return Arrays.stream(option.names())
        .filter(name -> name.startsWith("--"))
        .map(name -> name.substring(2))
        .toList();
  }

  private static JsonNode tree(Path file) {
    try {
      JsonNode tree = new YAMLMapper().readTree(Files.readAllBytes(file));
      if (!tree.isObject()) {
        throw new InvalidInputException(file + ": expected 'option: value' lines");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new InvalidInputException(file + ": not valid YAML: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": can't be read: " + e.getMessage(), e);
    }
  }

  private static String text(JsonNode value) {
    if (!value.isArray()) {
      return value.asText();
    }
    List<String> items = new ArrayList<>();
    value.forEach(item -> items.add(item.asText()));
    return String.join(",", items);
  }

  @Override
  public String defaultValue(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? keys(option).stream().map(values::get).filter(Objects::nonNull).findFirst().orElse(null)
        : null;
  }
}
