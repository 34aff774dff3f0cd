package org.truncus.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.gateway.dimse.tls.TlsOptions;
import org.truncus.gateway.dimse.tls.TlsProfile;
import picocli.CommandLine.Option;

/** How {@code echo} and {@code send} speak TLS. */
final class TlsFlags {

  @Option(
      names = "--tls-ca",
      paramLabel = "FILE",
      description = "Speaks TLS and trusts certificates of this authority, PEM; repeatable.")
  private final List<Path> authorities = new ArrayList<>();

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      description = "Our certificate chain, PEM, or PKCS#12 (.p12) with the key.")
  private Path certificate;

  @Option(names = "--tls-key", paramLabel = "FILE", description = "Our private key, PEM.")
  private Path key;

  @Option(
      names = "--tls-password-file",
      paramLabel = "FILE",
      description = "File with the password of the key in its first line.")
  private Path passwordFile;

  @Option(
      names = "--tls-profile",
      paramLabel = "NAME",
      defaultValue = "bcp195-nd",
      description = "bcp195, bcp195-nd or bcp195-extended (default: ${DEFAULT-VALUE}).")
  private String profile;

  @Option(
      names = "--tls-check-host",
      description = "The peer's certificate has to name the host we call.")
  private boolean checkHost;

  /** The peer, called with TLS where a flag or its address says so. */
  PeerAddress peer(String text) {
    PeerAddress peer = PeerAddress.parse(text);
    return wanted() ? peer.withTls() : peer;
  }

  CallOptions calls() {
    CallOptions calls = CallOptions.standard();
    if (!wanted()) {
      return calls;
    }
    TlsOptions options =
        new TlsOptions(
            Optional.ofNullable(certificate),
            Optional.ofNullable(key),
            authorities,
            Optional.ofNullable(passwordFile),
            TlsProfile.named(profile),
            true,
            checkHost);
    return calls.withTls(TlsIdentity.open(options, Clock.systemUTC()));
  }

  private boolean wanted() {
    return !authorities.isEmpty() || certificate != null || key != null;
  }
}
