package org.truncus.gateway.dimse.tls;

import java.io.IOException;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManager;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.problem.TruncusException;

/**
 * Who we are and whom we trust. The files are looked at again before a connection, at most once a
 * second: changed ones are taken at once for new connections; ones that can't be used leave the old
 * in use, and {@link #trouble} says so. Safe for several threads.
 */
public final class TlsIdentity {

  private static final Logger log = LoggerFactory.getLogger(TlsIdentity.class);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);

  private final TlsOptions options;
  private final Clock clock;
  private final Duration lookAgain;
  private TlsMaterial material;
  private List<String> stamps;
  private String digest;
  private Instant looked;
  private Optional<String> rejected = Optional.empty();

  private TlsIdentity(TlsOptions options, Clock clock, Duration lookAgain) {
    this.options = options;
    this.clock = clock;
    this.lookAgain = lookAgain;
    this.stamps = FileStamps.glance(options.files());
    this.digest = FileStamps.digest(options.files());
    this.material = TlsMaterial.load(options);
    this.looked = clock.instant();
  }

  /**
   * Reads the files.
   *
   * @throws org.truncus.problem.InvalidInputException where they can't be used
   */
  public static TlsIdentity open(TlsOptions options, Clock clock) {
    return new TlsIdentity(options, clock, LOOK_AGAIN);
  }

  /** As above, with another time between two looks at the files. */
  static TlsIdentity open(TlsOptions options, Clock clock, Duration lookAgain) {
    return new TlsIdentity(options, clock, lookAgain);
  }

  /** Our key and certificate as of now; empty where we show none. */
  public List<KeyManager> keyManagers() {
    return current().keyManagers();
  }

  /** Whom we trust as of now. */
  public List<TrustManager> trustManagers() {
    return current().trustManagers();
  }

  /** The settings. */
  public TlsOptions options() {
    return options;
  }

  /**
   * Puts TLS on an accepted connection, as server. The handshake is the caller's; closing the
   * result closes the connection.
   */
  public SSLSocket serve(Socket accepted) throws IOException {
    SSLSocket socket = (SSLSocket) sockets().createSocket(accepted, null, accepted.getPort(), true);
    socket.setUseClientMode(false);
    SSLParameters parameters = parameters(socket);
    parameters.setUseCipherSuitesOrder(true);
    parameters.setNeedClientAuth(options.requireClientCertificate());
    if (!options.requireClientCertificate()) {
      parameters.setWantClientAuth(true);
    }
    socket.setSSLParameters(parameters);
    return socket;
  }

  /** Puts TLS on a connection of ours to that host, as client. */
  public SSLSocket call(Socket connected, String host) throws IOException {
    SSLSocket socket =
        (SSLSocket) sockets().createSocket(connected, host, connected.getPort(), true);
    socket.setUseClientMode(true);
    SSLParameters parameters = parameters(socket);
    if (options.checkHostName()) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    socket.setSSLParameters(parameters);
    return socket;
  }

  /**
   * Whole days until the first certificate of our chain ends, rounded down, negative when it has;
   * empty where we show none.
   */
  public OptionalLong daysLeft() {
    Optional<Instant> end = current().notAfter();
    return end.isEmpty()
        ? OptionalLong.empty()
        : OptionalLong.of(
            Math.floorDiv(Duration.between(clock.instant(), end.get()).toSeconds(), 86_400));
  }

  /** What is wrong with the files, in words for a person; empty where nothing is. */
  public synchronized Optional<String> trouble() {
    Optional<Instant> end = current().notAfter();
    if (end.isPresent() && !end.get().isAfter(clock.instant())) {
      return Optional.of("the TLS certificate ended on " + end.get());
    }
    return rejected.map(why -> "the new TLS files can't be used, so the old stay in use: " + why);
  }

  private SSLSocketFactory sockets() {
    return current().context().getSocketFactory();
  }

  private SSLParameters parameters(SSLSocket socket) {
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setProtocols(options.profile().protocols().toArray(String[]::new));
    parameters.setCipherSuites(options.profile().cipherSuites().toArray(String[]::new));
    return parameters;
  }

  private synchronized TlsMaterial current() {
    Instant now = clock.instant();
    if (Duration.between(looked, now).abs().compareTo(lookAgain) >= 0) {
      looked = now;
      List<String> seen = FileStamps.glance(options.files());
      if (!seen.equals(stamps)) {
        stamps = seen;
        reload(FileStamps.digest(options.files()), now);
      }
    }
    return material;
  }

  private void reload(String seen, Instant now) {
    if (seen.equals(digest)) {
      rejected = Optional.empty();
      return;
    }
    try {
      TlsMaterial fresh = TlsMaterial.load(options);
      if (fresh.notAfter().isPresent() && !fresh.notAfter().get().isAfter(now)) {
        reject("the certificate ended on " + fresh.notAfter().get());
        return;
      }
      material = fresh;
      digest = seen;
      rejected = Optional.empty();
      log.info("TLS files replaced; new connections use them");
    } catch (TruncusException e) {
      reject(e.getMessage());
    }
  }

  private void reject(String why) {
    rejected = Optional.of(why);
    log.error("the new TLS files can't be used, the old stay in use: {}", why);
  }
}
