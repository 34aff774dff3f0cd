package org.truncus.cli;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The option that names a file of options; {@link ConfigFile} reads it before the others. */
final class ConfigOption {

  @SuppressWarnings("UnusedVariable") // ConfigFile finds the file among the arguments
  @Option(
      names = ConfigFile.OPTION,
      paramLabel = "YAML",
      description = "Options by their long names; a flag wins.")
  private Path config;
}
