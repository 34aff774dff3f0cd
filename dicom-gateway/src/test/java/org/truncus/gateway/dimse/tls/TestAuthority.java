package org.truncus.gateway.dimse.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.truncus.gateway.dimse.builtin.Tool;

/** A certification authority made with openssl, and what it signs. Skips the test without it. */
public final class TestAuthority {

  /** Made in no time, where RSA takes seconds. */
  private static final String[] NEW_KEY = {"-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256"};

  private final Path folder;
  private final String name;
  private final Tool openssl;

  /** Makes the authority's key and certificate. */
  public TestAuthority(Path folder, String name) throws IOException, InterruptedException {
    this.folder = folder;
    this.name = name;
    this.openssl = Tool.named("openssl");
    run(
        concat(
            new Object[] {"req", "-x509"},
            NEW_KEY,
            new Object[] {"-nodes", "-days", "30", "-subj", "/CN=" + name},
            new Object[] {"-keyout", file(name, "key"), "-out", certificate()}));
  }

  /** The authority's own certificate. */
  public Path certificate() {
    return file(name, "crt");
  }

  /** A key and a certificate, {@code <peer>.key} and {@code <peer>.crt}, for days from now. */
  public Path sign(String peer, int days, String... newKey)
      throws IOException, InterruptedException {
    String[] kind = newKey.length == 0 ? NEW_KEY : newKey;
    Object[] request =
        concat(
            new Object[] {"req", "-nodes", "-subj", "/O=Hospital/CN=" + peer},
            kind,
            new Object[] {"-keyout", key(peer), "-out", file(peer, "csr")});
    run(request);
    run(
        "x509",
        "-req",
        "-in",
        file(peer, "csr"),
        "-CA",
        certificate(),
        "-CAkey",
        file(name, "key"),
        "-CAcreateserial",
        "-days",
        days,
        "-out",
        file(peer, "crt"));
    return file(peer, "crt");
  }

  /** The key of a signed peer. */
  public Path key(String peer) {
    return file(peer, "key");
  }

  /** The certificate of a signed peer. */
  public Path certificate(String peer) {
    return file(peer, "crt");
  }

  /** Mutual authentication as that peer. */
  public TlsOptions options(String peer) {
    return TlsOptions.mutual(certificate(peer), key(peer), certificate());
  }

  /** Trusts the authority and shows no certificate. */
  public TlsOptions anonymous() {
    return new TlsOptions(
        Optional.empty(),
        Optional.empty(),
        options(name).authorities(),
        Optional.empty(),
        TlsProfile.NON_DOWNGRADING,
        true,
        false);
  }

  /** Runs openssl, which has to succeed. */
  public void run(Object... arguments) throws IOException, InterruptedException {
    Tool.Outcome outcome = openssl.run(folder, arguments);
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
  }

  private Path file(String peer, String suffix) {
    return folder.resolve(peer + "." + suffix);
  }

  private static Object[] concat(Object[]... parts) {
    return Arrays.stream(parts).flatMap(Arrays::stream).toArray();
  }
}
