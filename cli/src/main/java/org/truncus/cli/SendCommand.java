package org.truncus.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code truncus send}: C-STORE of files to a DICOM peer. */
@Command(
    name = "send",
    description = "Sends DICOM files to a peer (C-STORE) and says what it answered to each.",
    headerHeading = "Examples:%n",
    header = {
      "  truncus send TRUNCUS@localhost:11112 study/",
      "  truncus send PACS@10.0.0.5:104 a.dcm b.dcm --calling-ae MODALITY1%n"
    })
final class SendCommand implements Callable<Integer> {

  @SuppressWarnings("UnusedVariable") // gives the command its --help and --debug
  @Mixin
  private CommonOptions common;

  @Mixin private TlsFlags tls;

  @Spec private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "AET@HOST:PORT", description = "The peer.")
  private String peer;

  @Parameters(
      index = "1..*",
      arity = "1..*",
      paramLabel = "FILE|DIR",
      description = "DICOM files; of a folder, all that are DICOM files.")
  private List<Path> files;

  @Option(
      names = "--calling-ae",
      paramLabel = "AET",
      defaultValue = "TRUNCUS",
      description = "Our own AE title (default: ${DEFAULT-VALUE}).")
  private String callingAe;

  @Override
  public Integer call() {
    PeerAddress address = tls.peer(peer);
    List<OutgoingInstance> instances =
        InputFiles.dicom(files).stream().map(OutgoingInstance::new).toList();
    SendReport report = new BuiltinTransport(tls.calls()).send(address, callingAe, instances);
    for (InstanceReport instance : report.instances()) {
      spec.commandLine().getOut().println(text(instance));
    }
    spec.commandLine()
        .getErr()
        .printf(
            Locale.ROOT,
            "%d of %d instances delivered to %s%n",
            report.deliveredCount(),
            report.instances().size(),
            address);
    report.failure().ifPresent(f -> spec.commandLine().getErr().println(f.message()));
    if (report.allDelivered()) {
      return ExitCode.OK;
    }
    return report.deliveredCount() > 0 ? ExitCode.PARTLY_DONE : ExitCode.ENVIRONMENT;
  }

  private static String text(InstanceReport instance) {
    String status =
        instance.status().isPresent()
            ? String.format(Locale.ROOT, "0x%04X", instance.status().getAsInt())
            : "not sent";
    return instance.message().isEmpty()
        ? status + "  " + instance.instance().file()
        : status + "  " + instance.instance().file() + "  " + instance.message();
  }
}
