package org.truncus.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.experiment.TrainSettings;
import org.truncus.problem.UsageException;
import org.truncus.train.TrainConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The options of {@code train} as settings by name. */
final class TrainOptionSettings implements TrainSettings {

  /** What the options are parsed into. */
  @Command(name = "settings")
  private static final class Options {

    @Option(names = "--list")
    private Path list;

    @Mixin private TrainingOptions training;
  }

  private final List<OptionSpec> options = parser(new Options()).getCommandSpec().options();

  private static CommandLine parser(Options options) {
    return new CommandLine(options)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOverwrittenOptionsAllowed(true);
  }

  @Override
  public List<String> keys() {
    return options.stream().flatMap(option -> ConfigFile.keys(option).stream()).sorted().toList();
  }

  @Override
  public boolean isList(String key) {
    OptionSpec option = option(key);
    return option != null && option.isMultiValue();
  }

  @Override
  public TrainConfig config(Map<String, String> settings, Path folder) {
    Map<String, String> values = new LinkedHashMap<>();
    settings.forEach((key, text) -> values.put(key, isPath(key) ? resolved(folder, text) : text));
    Options parsed = new Options();
    try {
      parser(parsed).setDefaultValueProvider(new ConfigFile(values)).parseArgs();
    } catch (ParameterException e) {
      throw new UsageException(e.getMessage(), e);
    }
    return parsed.training.config(parsed.list);
  }

  private static String resolved(Path folder, String text) {
    return text.isEmpty() ? text : folder.resolve(text).normalize().toString();
  }

  private boolean isPath(String key) {
    OptionSpec option = option(key);
    return option != null && option.type() == Path.class;
  }

  private OptionSpec option(String key) {
    return options.stream()
        .filter(option -> ConfigFile.keys(option).contains(key))
        .findFirst()
        .orElse(null);
  }
}
