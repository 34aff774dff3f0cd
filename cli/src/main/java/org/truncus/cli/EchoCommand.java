package org.truncus.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.truncus.gateway.dimse.EchoReport;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code truncus echo}: C-ECHO to a DICOM peer. */
@Command(
    name = "echo",
    description = "Asks a DICOM peer whether it is there (C-ECHO) and says what it answered.",
    headerHeading = "Examples:%n",
    header = {
      "  truncus echo TRUNCUS@localhost:11112",
      "  truncus echo PACS@10.0.0.5:104 --calling-ae TRUNCUS",
      "  truncus echo PACS@10.0.0.5:2762 --tls-ca ca.pem --tls-cert me.pem --tls-key me.key%n"
    })
final class EchoCommand implements Callable<Integer> {

  @SuppressWarnings("UnusedVariable") // gives the command its --help and --debug
  @Mixin
  private CommonOptions common;

  @Mixin private TlsFlags tls;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "AET@HOST:PORT", description = "The peer.")
  private String peer;

  @Option(
      names = "--calling-ae",
      paramLabel = "AET",
      defaultValue = "TRUNCUS",
      description = "Our own AE title (default: ${DEFAULT-VALUE}).")
  private String callingAe;

  @Override
  public Integer call() {
    EchoReport report = new BuiltinTransport(tls.calls()).echo(tls.peer(peer), callingAe);
    PrintWriter out = spec.commandLine().getOut();
    if (report.ok()) {
      out.printf(
          Locale.ROOT,
          "%s answered 0x0000 (success) after %d ms%n",
          report.peer(),
          report.roundTrip().toMillis());
      return ExitCode.OK;
    }
    String reason =
        report
            .failure()
            .map(f -> f.message())
            .orElseGet(
                () -> String.format(Locale.ROOT, "status 0x%04X", report.status().orElse(0)));
    spec.commandLine().getErr().println("truncus: " + report.peer() + ": " + reason);
    return ExitCode.ENVIRONMENT;
  }
}
