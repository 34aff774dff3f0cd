package org.truncus.cli;

import java.nio.file.Path;
import java.util.List;
import org.truncus.model.Trust;
import picocli.CommandLine.Option;

/** Whose packages a command opens. */
final class TrustOptions {

  @Option(
      names = "--require-signature",
      paramLabel = "PUB",
      description =
          "Public key (PEM): open the package only if this key, or another one given so, signed"
              + " it; repeatable.")
  private List<Path> keys = List.of();

  Trust trust() {
    return Trust.of(keys);
  }
}
