package org.truncus.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code truncus doctor}: the machine, and what is wrong with it. */
@Command(
    name = "doctor",
    description = "Says what this machine offers and what is wrong with it.",
    headerHeading = "Examples:%n",
    header = {"  truncus doctor", "  truncus doctor --json%n"})
final class DoctorCommand implements Callable<Integer> {

  @SuppressWarnings("UnusedVariable") // gives the command its --help and --debug
  @Mixin
  private CommonOptions common;

  @Mixin private JsonOption json;
  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    List<Examination.Finding> findings = Examination.ofThisMachine();
    json.print(spec, findings, () -> text(findings));
    long problems = findings.stream().filter(f -> f.problem() != null).count();
    PrintWriter err = spec.commandLine().getErr();
    err.println(problems == 0 ? "Nothing wrong found." : problems + " problem(s) found.");
    return problems == 0 ? ExitCode.OK : ExitCode.ENVIRONMENT;
  }

  private static String text(List<Examination.Finding> findings) {
    StringBuilder text = new StringBuilder();
    for (Examination.Finding finding : findings) {
      text.append(String.format(Locale.ROOT, "%-16s %s%n", finding.name(), finding.value()));
      if (finding.problem() != null) {
        text.append(String.format(Locale.ROOT, "%-16s ! %s%n", "", finding.problem()));
      }
    }
    return text.toString();
  }
}
