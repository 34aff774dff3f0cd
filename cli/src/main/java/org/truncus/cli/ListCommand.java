package org.truncus.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code truncus list}: what concerns lists of images. */
@Command(
    name = "list",
    description = "Looks at lists of images.",
    subcommands = ListCheckCommand.class,
    headerHeading = "Examples:%n",
    header = {"  truncus list check list.csv%n"})
final class ListCommand implements Runnable {

  @SuppressWarnings("UnusedVariable") // gives the command its --help and --debug
  @Mixin
  private CommonOptions common;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
