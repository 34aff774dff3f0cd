package org.truncus.gateway.dimse.tls;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.truncus.problem.UsageException;

/**
 * Which protocols and cipher suites are spoken: the BCP 195 profiles of PS3.15 annex B. None goes
 * below TLS 1.2 (RFC 8996), none without forward secrecy. Diffie-Hellman over finite fields is left
 * out: whoever has it in AEAD mode has elliptic curves as well, and Java's groups may be too short.
 */
public enum TlsProfile {
  /** TLS 1.2 and 1.3; besides the AEAD suites those in CBC mode with SHA-2, for old equipment. */
  BCP195("bcp195"),
  /** TLS 1.2 and 1.3, AEAD suites only. */
  NON_DOWNGRADING("bcp195-nd"),
  /** TLS 1.2 and 1.3, AEAD suites with keys of 256 bits only. */
  EXTENDED("bcp195-extended");

  private static final List<String> AEAD =
      List.of(
          "TLS_AES_256_GCM_SHA384",
          "TLS_CHACHA20_POLY1305_SHA256",
          "TLS_AES_128_GCM_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
          "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
          "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256");
  private static final List<String> CBC =
      List.of(
          "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384",
          "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA384",
          "TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256",
          "TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA256");

  private final String text;

  TlsProfile(String text) {
    this.text = text;
  }

  /**
   * The profile of that name.
   *
   * @throws UsageException where there is none
   */
  public static TlsProfile named(String text) {
    return Arrays.stream(values())
        .filter(profile -> profile.text.equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "'%s' is no TLS profile, expected one of %s"
                        .formatted(
                            text,
                            Arrays.stream(values())
                                .map(TlsProfile::text)
                                .collect(Collectors.joining(", ")))));
  }

  /** As options spell it. */
  public String text() {
    return text;
  }

  /** Names of Java's, the newest first. */
  public List<String> protocols() {
    return List.of("TLSv1.3", "TLSv1.2");
  }

  /** Names of the IANA registry, the preferred first. */
  public List<String> cipherSuites() {
    return switch (this) {
      case BCP195 -> Stream.concat(AEAD.stream(), CBC.stream()).toList();
      case NON_DOWNGRADING -> AEAD;
      case EXTENDED -> AEAD.stream().filter(suite -> !suite.contains("_128_")).toList();
    };
  }
}
