package org.truncus.gateway.dicomweb;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.UsageException;

/**
 * How a STOW-RS service is called.
 *
 * @param base its address, as {@code https://pacs.example/dicom-web}
 * @param credentials whom the service is told we are
 * @param tls whom we trust, and our certificate; the system's authorities where empty
 * @param connect the longest wait for a connection
 * @param response the longest wait for the answer, sending included
 */
public record StowOptions(
    URI base,
    Optional<Credentials> credentials,
    Optional<TlsIdentity> tls,
    Duration connect,
    Duration response) {

  /** Takes a slash at the end off. */
  public StowOptions {
    String text = base.toString();
    boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    if (!web || base.getHost() == null || base.getQuery() != null || base.getUserInfo() != null) {
      throw new UsageException(
          "a DICOMweb service is named https://HOST[:PORT]/PATH, without password and query");
    }
    base = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : base;
  }

  /** Without credentials and special trust; 10 s to connect, 2 minutes for an answer. */
  public static StowOptions of(URI base) {
    return new StowOptions(
        base, Optional.empty(), Optional.empty(), Duration.ofSeconds(10), Duration.ofMinutes(2));
  }

  /** With other credentials. */
  public StowOptions withCredentials(Credentials given) {
    return new StowOptions(base, Optional.of(given), tls, connect, response);
  }

  /** With our own trust and certificate. */
  public StowOptions withTls(TlsIdentity given) {
    return new StowOptions(base, credentials, Optional.of(given), connect, response);
  }

  /** With other waits. */
  public StowOptions withTimeouts(Duration toConnect, Duration toAnswer) {
    return new StowOptions(base, credentials, tls, toConnect, toAnswer);
  }

  /**
   * A secret in a file, read anew for each request so that it can be replaced.
   *
   * @param kind how it is told
   * @param file of one line: a token, or {@code user:password}
   */
  public record Credentials(Kind kind, Path file) {

    /** How a secret is told (RFC 7617, RFC 6750). */
    public enum Kind {
      BASIC,
      BEARER
    }

    /** The value of Authorization. */
    String header() {
      String secret;
      try {
        secret = Files.readString(file, StandardCharsets.UTF_8).strip();
      } catch (IOException e) {
        throw new EnvironmentException(
            file
                + ": the file with the credentials can't be read ("
                + e.getClass().getSimpleName()
                + ")",
            e);
      }
      boolean sound = kind == Kind.BEARER || secret.indexOf(':') > 0;
      if (secret.isEmpty() || secret.lines().count() > 1 || !sound) {
        throw new EnvironmentException(
            file + " holds no credentials; expected one line, a token or user:password");
      }
      return kind == Kind.BEARER
          ? "Bearer " + secret
          : "Basic " + Base64.getEncoder().encodeToString(secret.getBytes(StandardCharsets.UTF_8));
    }

    /** Without the secret, which isn't here. */
    @Override
    public String toString() {
      return kind + " of " + file;
    }
  }
}
