package org.truncus.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.truncus.model.SigningKey;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code truncus keys new}: a pair of Ed25519 keys. */
@Command(
    name = "new",
    description = "Makes a pair of Ed25519 keys; keep the private one, give the public one away.",
    headerHeading = "Examples:%n",
    header = {
      "  truncus keys new --out keys",
      "  truncus export --run runs/a --models models --name chest --sign"
          + " keys/truncus-signing.key.pem",
      "  truncus inspect models/chest --require-signature keys/truncus-signing.pub.pem%n"
    })
final class KeysNewCommand implements Callable<Integer> {

  @SuppressWarnings("UnusedVariable") // gives the command its --help and --debug
  @Mixin
  private CommonOptions common;

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "The folder for the two files; a key that is there is never overwritten.")
  private Path folder;

  @Override
  public Integer call() {
    SigningKey key = SigningKey.generate();
    key.write(folder);
    spec.commandLine().getOut().println(folder.resolve(SigningKey.PRIVATE_FILE));
    spec.commandLine().getOut().println(folder.resolve(SigningKey.PUBLIC_FILE));
    spec.commandLine()
        .getErr()
        .println(
            "Key "
                + key.verifying().sha256()
                + ". Keep the first file to yourself: whoever has it can sign in your name.");
    return ExitCode.OK;
  }
}
