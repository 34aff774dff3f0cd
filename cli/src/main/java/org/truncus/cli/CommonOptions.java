package org.truncus.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import org.truncus.progress.ConsoleProgress;
import org.truncus.progress.Progress;
import picocli.CommandLine.Option;

/** The options that every command has. */
final class CommonOptions {

  @Option(
      names = {"-q", "--quiet"},
      description = "Show no progress.")
  private boolean quiet;

  @SuppressWarnings("UnusedVariable") // read from the arguments by Failures
  @Option(names = "--debug", description = "Show the stack trace of a failure.")
  private boolean debug;

  @SuppressWarnings("UnusedVariable") // picocli acts on it
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  private boolean help;

  /** Whether no progress is to be shown. */
  boolean quiet() {
    return quiet;
  }

  /** Progress on stderr: a bar on a terminal, plain lines elsewhere, nothing with --quiet. */
  Progress progress() {
    if (quiet) {
      return Progress.silent();
    }
    return new ConsoleProgress(
        new PrintStream(stderr(), true, StandardCharsets.UTF_8), terminal(), Clock.systemUTC());
  }

  static OutputStream stderr() {
    return System.err;
  }

  static boolean terminal() {
    return System.getenv("TRUNCUS_TERMINAL") != null && !"dumb".equals(System.getenv("TERM"));
  }
}
