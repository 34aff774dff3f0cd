package org.truncus.cli;

import java.io.PrintWriter;
import java.util.Arrays;
import org.truncus.problem.TruncusException;
import org.truncus.validate.StoppedException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Turns a failure into one message on stderr and an exit code; a stack trace with --debug only. */
final class Failures implements IExecutionExceptionHandler {

  @Override
  public int handleExecutionException(Exception e, CommandLine command, ParseResult parsed) {
    PrintWriter err = command.getErr();
    boolean debug =
        Arrays.asList(parsed.originalArgs().toArray()).contains("--debug")
            || System.getenv("TRUNCUS_DEBUG") != null;
    if (e instanceof StoppedException) {
      err.println("truncus: " + e.getMessage());
      return ExitCode.INTERRUPTED;
    }
    if (e instanceof TruncusException known) {
      err.println(command.getColorScheme().errorText("truncus: " + known.getMessage()));
      if (debug) {
        e.printStackTrace(err);
      }
      return known.exitCode();
    }
    err.println(
        command
            .getColorScheme()
            .errorText("truncus: an error that should not happen: " + firstLine(e)));
    if (debug) {
      e.printStackTrace(err);
    } else {
      err.println(
          "This is a bug. Run the command again with --debug and report what it prints, with the"
              + " answer of 'truncus doctor'.");
    }
    return ExitCode.BUG;
  }

  private static String firstLine(Exception e) {
    String message = e.toString();
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
