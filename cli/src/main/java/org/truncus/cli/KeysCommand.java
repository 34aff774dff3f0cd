package org.truncus.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code truncus keys}: the keys that sign packages. */
@Command(
    name = "keys",
    description = "Makes the pair of keys that signs model packages and proves who made them.",
    headerHeading = "Examples:%n",
    header = {"  truncus keys new --out keys%n"},
    subcommands = KeysNewCommand.class)
final class KeysCommand implements Runnable {

  @SuppressWarnings("UnusedVariable") // gives the command its --help and --debug
  @Mixin
  private CommonOptions common;

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
