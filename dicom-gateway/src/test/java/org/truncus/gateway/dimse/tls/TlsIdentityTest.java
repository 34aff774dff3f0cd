package org.truncus.gateway.dimse.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.TruncusException;
import org.truncus.problem.UsageException;

/** Keys and certificates as openssl writes them, and their replacement. */
class TlsIdentityTest {

  @TempDir Path folder;
  private TestAuthority authority;

  @BeforeEach
  void makeAuthority() throws Exception {
    authority = new TestAuthority(folder, "authority");
    authority.sign("gw", 20, "-newkey", "rsa:2048");
  }

  @Test
  void countsTheDays() {
    assertThat(open(authority.options("gw"), Clock.systemUTC()).daysLeft().orElseThrow())
        .isBetween(18L, 20L);
    TlsIdentity later =
        open(
            authority.options("gw"),
            Clock.fixed(Instant.now().plus(Duration.ofDays(21)), ZoneOffset.UTC));
    assertThat(later.daysLeft().orElseThrow()).isNegative();
    assertThat(later.trouble().orElseThrow()).contains("ended on");
    assertThat(open(authority.anonymous(), Clock.systemUTC()).daysLeft()).isEmpty();
  }

  @Test
  void readsEveryFormOfKey() throws Exception {
    authority.run("rsa", "-traditional", "-in", authority.key("gw"), "-out", file("pkcs1.key"));
    authority.run(
        "pkcs8",
        "-topk8",
        "-in",
        authority.key("gw"),
        "-passout",
        "pass:secret",
        "-out",
        file("locked.key"));
    authority.run(
        "pkcs12",
        "-export",
        "-in",
        authority.certificate("gw"),
        "-inkey",
        authority.key("gw"),
        "-passout",
        "pass:secret",
        "-out",
        file("gw.p12"));
    authority.sign("ec", 5, "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1");
    authority.sign("ed", 5, "-newkey", "ed25519");
    Path password = Files.writeString(file("password"), "secret\n");
    List<TlsOptions> forms =
        List.of(
            authority.options("gw"),
            authority.options("ec"),
            authority.options("ed"),
            options(authority.certificate("gw"), file("pkcs1.key"), null),
            options(authority.certificate("gw"), file("locked.key"), password),
            options(file("gw.p12"), null, password));
    assertThat(forms)
        .allSatisfy(
            form -> assertThat(TlsMaterial.load(form).ownChain()).as(form.toString()).hasSize(1));
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    authority.sign("other", 5);
    Path wrong = Files.writeString(file("wrong"), "nonsense\n");
    authority.run(
        "pkcs8",
        "-topk8",
        "-in",
        authority.key("gw"),
        "-passout",
        "pass:secret",
        "-out",
        file("locked.key"));
    assertRefused(authority.certificate("gw"), authority.key("other"), null, "doesn't belong");
    assertRefused(authority.certificate("gw"), file("absent"), null, "isn't there");
    assertRefused(authority.certificate("gw"), wrong, null, "no private key");
    assertRefused(wrong, authority.key("gw"), null, "no certificate");
    assertRefused(authority.certificate("gw"), file("locked.key"), null, "--tls-password-file");
    assertRefused(authority.certificate("gw"), file("locked.key"), wrong, "doesn't open");
    assertThatThrownBy(() -> TlsProfile.named("tls10"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("bcp195-nd");
    assertThatThrownBy(() -> options(authority.certificate("gw"), null, null))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--tls-key");
  }

  @Test
  void takesNewFilesAndKeepsTheOldBesideBadOnes() throws Exception {
    authority.sign("next", 25);
    TlsIdentity identity =
        TlsIdentity.open(authority.options("gw"), Clock.systemUTC(), Duration.ZERO);
    List<?> first = identity.keyManagers();
    assertThat(identity.keyManagers()).isSameAs(first);

    replace("gw.crt", Files.readAllBytes(authority.certificate("next")));
    assertThat(identity.keyManagers()).as("the key is still the old").isSameAs(first);
    assertThat(identity.trouble().orElseThrow()).contains("doesn't belong");

    replace("gw.key", Files.readAllBytes(authority.key("next")));
    assertThat(identity.keyManagers()).isNotSameAs(first);
    assertThat(identity.trouble()).isEmpty();
    assertThat(identity.daysLeft().orElseThrow()).isBetween(23L, 25L);

    List<?> second = identity.keyManagers();
    replace("authority.crt", new byte[0]);
    assertThat(identity.keyManagers()).isSameAs(second);
    assertThat(identity.trouble().orElseThrow()).contains("no certificate");
  }

  @Test
  void everyProfileStaysAboveTls11AndHasForwardSecrecy() {
    for (TlsProfile profile : TlsProfile.values()) {
      assertThat(profile.protocols()).containsExactly("TLSv1.3", "TLSv1.2");
      assertThat(profile.cipherSuites())
          .allMatch(suite -> suite.matches("TLS_(AES|CHACHA20|ECDHE).*"));
    }
    assertThat(TlsProfile.EXTENDED.cipherSuites()).noneMatch(s -> s.contains("_128_"));
    assertThat(TlsProfile.NON_DOWNGRADING.cipherSuites()).noneMatch(s -> s.contains("CBC"));
  }

  /** As an administrator does it: a new file takes the name of the old. */
  private void replace(String name, byte[] content) throws Exception {
    Path fresh = Files.write(file(name + ".new"), content);
    FileTime before = Files.getLastModifiedTime(file(name));
    Files.setLastModifiedTime(fresh, FileTime.fromMillis(before.toMillis() + 2000));
    Files.move(fresh, file(name), StandardCopyOption.REPLACE_EXISTING);
  }

  private void assertRefused(Path certificate, Path key, Path password, String says) {
    assertThatThrownBy(() -> TlsMaterial.load(options(certificate, key, password)))
        .isInstanceOf(TruncusException.class)
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(says);
  }

  private TlsOptions options(Path certificate, Path key, Path password) {
    return new TlsOptions(
        Optional.of(certificate),
        Optional.ofNullable(key),
        List.of(authority.certificate()),
        Optional.ofNullable(password),
        TlsProfile.NON_DOWNGRADING,
        true,
        false);
  }

  private static TlsIdentity open(TlsOptions options, Clock clock) {
    return TlsIdentity.open(options, clock);
  }

  private Path file(String name) {
    return folder.resolve(name);
  }
}
