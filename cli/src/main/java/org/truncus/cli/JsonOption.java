package org.truncus.cli;

import java.util.function.Supplier;
import org.truncus.json.Json;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The choice between one JSON document and text for people. */
final class JsonOption {

  @Option(names = "--json", description = "Print one JSON document.")
  private boolean json;

  /** Prints the answer on stdout in the form that was asked for. */
  void print(CommandSpec spec, Object document, Supplier<String> text) {
    spec.commandLine().getOut().print(json ? Json.write(document) : text.get());
    spec.commandLine().getOut().flush();
  }

  /** Prints text on stdout at once, and nothing where one JSON document is wanted. */
  void printText(CommandSpec spec, Supplier<String> text) {
    if (!json) {
      spec.commandLine().getOut().print(text.get());
      spec.commandLine().getOut().flush();
    }
  }
}
