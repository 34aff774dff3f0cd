package org.truncus.gateway.dimse.tls;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.truncus.problem.UsageException;

/**
 * Where our key and certificate lie, whom we trust, and how strictly.
 *
 * @param certificate PEM (ours first, then intermediate authorities) or PKCS#12 ({@code .p12},
 *     {@code .pfx}) with the key in it; empty only for a client that shows none
 * @param key PEM, PKCS#8 or PKCS#1; empty for PKCS#12
 * @param authorities PEM files of the certificates that sign peers' certificates; at least one
 * @param passwordFile whose first line opens the key; empty where the key isn't locked
 * @param profile protocols and cipher suites
 * @param requireClientCertificate whether callers have to show a certificate of an authority
 * @param checkHostName whether the certificate of a peer we call has to name its host
 */
public record TlsOptions(
    Optional<Path> certificate,
    Optional<Path> key,
    List<Path> authorities,
    Optional<Path> passwordFile,
    TlsProfile profile,
    boolean requireClientCertificate,
    boolean checkHostName) {

  /** Checks that what belongs together is there. */
  public TlsOptions {
    authorities = List.copyOf(authorities);
    if (authorities.isEmpty()) {
      throw new UsageException(
          "TLS without an authority trusts nobody; name its certificate with --tls-ca");
    }
    if (certificate.isPresent() && !isKeyStore(certificate.get()) && key.isEmpty()) {
      throw new UsageException(
          "TLS has the certificate %s but no key; name it with --tls-key"
              .formatted(certificate.get()));
    }
    if (certificate.isEmpty() && key.isPresent()) {
      throw new UsageException(
          "TLS has the key %s but no certificate; name it with --tls-cert".formatted(key.get()));
    }
  }

  /** Mutual authentication with PEM files in the non-downgrading profile. */
  public static TlsOptions mutual(Path certificate, Path key, Path authority) {
    return new TlsOptions(
        Optional.of(certificate),
        Optional.of(key),
        List.of(authority),
        Optional.empty(),
        TlsProfile.NON_DOWNGRADING,
        true,
        false);
  }

  /** The same in another profile. */
  public TlsOptions withProfile(TlsProfile other) {
    return new TlsOptions(
        certificate,
        key,
        authorities,
        passwordFile,
        other,
        requireClientCertificate,
        checkHostName);
  }

  /** All files named here. */
  List<Path> files() {
    return Stream.of(
            certificate.stream(), key.stream(), authorities.stream(), passwordFile.stream())
        .flatMap(files -> files)
        .toList();
  }

  static boolean isKeyStore(Path file) {
    String name = file.toString();
    return name.endsWith(".p12") || name.endsWith(".pfx");
  }
}
