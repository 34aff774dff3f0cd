package org.truncus.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.truncus.gateway.Gateway;
import org.truncus.gateway.GatewayConfig;
import org.truncus.gateway.GatewayOption;
import org.truncus.gateway.GatewayOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.IModelTransformer;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;

/** {@code truncus gateway}: the DICOM gateway, until it is told to stop. */
@Command(
    name = "gateway",
    description = {
      "Takes studies by C-STORE, runs the models and answers with structured reports, until"
          + " Ctrl-C.",
      "Every option can stand in a YAML file (--config) or in a variable TRUNCUS_…; a flag wins"
          + " over a variable, a variable over the file."
    },
    modelTransformer = GatewayCommand.Flags.class,
    headerHeading = "Examples:%n",
    header = {
      "  truncus gateway --model models/chest --accept-from CR1@10.0.0.7 --send-to"
          + " PACS@10.0.0.5:104",
      "  truncus gateway --config gateway.yml%n"
    })
final class GatewayCommand implements Callable<Integer> {

  @SuppressWarnings("UnusedVariable") // gives the command its --help and --debug
  @Mixin
  private CommonOptions common;

  @Spec private CommandSpec spec;

  @Option(names = "--config", paramLabel = "YAML", description = "The options as a file.")
  private Path config;

  /** Makes one flag of each option that the gateway has. */
  static final class Flags implements IModelTransformer {
    @Override
    public CommandSpec transform(CommandSpec command) {
      for (GatewayOption option : GatewayOption.values()) {
        String standard = option.standard().map(text -> " (default: " + text + ")").orElse("");
        OptionSpec.Builder flag =
            OptionSpec.builder(option.flag())
                .paramLabel(option.list() ? "VALUE…" : "VALUE")
                .description(option.meaning() + standard);
        command.addOption(
            option.list()
                ? flag.type(List.class).auxiliaryTypes(String.class).build()
                : flag.type(String.class).build());
      }
      return command;
    }
  }

  @Override
  public Integer call() throws InterruptedException {
    CountDownLatch stopped = new CountDownLatch(1);
    CountDownLatch closed = new CountDownLatch(1);
    GatewayConfig wanted = gatewayConfig();
    try (Gateway gateway = Gateway.start(wanted, Clock.systemUTC())) {
      PrintWriter out = spec.commandLine().getOut();
      if (gateway.dicomPort() >= 0) {
        out.printf("DICOM  %s on port %d%n", wanted.aeTitle(), gateway.dicomPort());
      }
      gateway
          .dicomTlsPort()
          .ifPresent(port -> out.printf("DICOM  %s on port %d (TLS)%n", wanted.aeTitle(), port));
      out.printf("HTTP   port %d%n", gateway.httpPort());
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    stopped.countDown();
                    awaitQuietly(closed);
                  },
                  "stop"));
      stopped.await();
      spec.commandLine().getErr().println("truncus: stopping; work that is left goes on next time");
    } finally {
      closed.countDown();
    }
    return ExitCode.OK;
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private GatewayConfig gatewayConfig() {
    GatewayOptions options = new GatewayOptions();
    if (config != null) {
      options.yaml(config);
    }
    options.environment(System.getenv());
    ParseResult parsed = spec.commandLine().getParseResult();
    for (GatewayOption option : GatewayOption.values()) {
      if (!parsed.hasMatchedOption(option.flag())) {
        continue;
      }
      if (option.list()) {
        options.set(option, parsed.<List<String>>matchedOptionValue(option.flag(), List.of()));
      } else {
        options.set(option, parsed.matchedOptionValue(option.flag(), ""));
      }
    }
    return options.build();
  }
}
