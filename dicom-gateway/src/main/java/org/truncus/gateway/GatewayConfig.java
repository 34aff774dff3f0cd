package org.truncus.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.Transports;
import org.truncus.problem.UsageException;
import org.truncus.train.Precision;

/**
 * The settings of a gateway. Made with {@link GatewayOptions}, which knows the defaults and where
 * settings come from.
 *
 * @param models folders of model packages; at least one
 * @param loading what is asked of them
 * @param aeTitle our title, called by peers and used when we call
 * @param dicomPort 0 lets the system choose, {@link ListenOptions#NO_PORT} is none
 * @param httpPort 0 lets the system choose
 * @param bind the address of the DICOM port
 * @param httpBind the address of the HTTP port; it asks for no password, so anything but loopback
 *     belongs behind a proxy which does
 * @param data the gateway's own folder
 * @param database a JDBC URL; empty for the embedded database in the data folder
 * @param sendTo where reports go; one named twice counts once
 * @param acceptFrom who may send; empty only together with {@code insecureAcceptAny}
 * @param insecureAcceptAny lets everybody send
 * @param transport one that this build has, or {@code auto}
 * @param timing quiet time and greatest age of studies
 * @param retries what follows failures
 * @param limits sizes
 * @param dicom TLS, further titles, limits of associations
 */
public record GatewayConfig(
    List<Path> models,
    Loading loading,
    String aeTitle,
    int dicomPort,
    int httpPort,
    String bind,
    String httpBind,
    Path data,
    Optional<String> database,
    List<PeerAddress> sendTo,
    List<AcceptRule> acceptFrom,
    boolean insecureAcceptAny,
    String transport,
    Timing timing,
    Retries retries,
    Limits limits,
    DicomSettings dicom) {

  /**
   * What is asked of model packages.
   *
   * @param requireSignature public keys, one of which must have signed every package; empty for
   *     anybody's packages
   * @param precision in which they run
   */
  public record Loading(List<Path> requireSignature, Precision precision) {

    /** Keeps an unmodifiable copy. */
    public Loading {
      requireSignature = List.copyOf(requireSignature);
    }
  }

  /**
   * When a study is complete.
   *
   * @param quiet without a new instance
   * @param releaseQuiet the shorter wait after an orderly release; empty for none
   * @param maxAge although instances still come
   */
  public record Timing(Duration quiet, Optional<Duration> releaseQuiet, Duration maxAge) {}

  /**
   * What follows failures.
   *
   * @param base the wait after the first failure; doubled each time
   * @param cap the longest wait
   * @param giveUp how long deliveries are tried
   * @param maxAttempts of a run, and of deliveries refused for good
   */
  public record Retries(Duration base, Duration cap, Duration giveUp, int maxAttempts) {}

  /**
   * Sizes in bytes.
   *
   * @param maxInstance the largest data set taken
   * @param minFree what input leaves free on the disk
   */
  public record Limits(long maxInstance, long minFree) {}

  /** Checks what would be dangerous or can't work. */
  public GatewayConfig {
    models = List.copyOf(models);
    sendTo = sendTo.stream().distinct().toList();
    acceptFrom = List.copyOf(acceptFrom);
    check(
        !acceptFrom.isEmpty() || insecureAcceptAny,
        "nobody may send to this gateway: name the peers with --accept-from AET[@IP], or let"
            + " everybody in with --insecure-accept-any");
    check(
        port(dicomPort) || dicomPort == ListenOptions.NO_PORT,
        "--dicom-port is " + dicomPort + ", expected 0..65535 or none");
    check(
        dicomPort != ListenOptions.NO_PORT || dicom.tlsPort().isPresent(),
        "--dicom-port is none and there is no --dicom-tls-port: nobody could send");
    check(
        (sendTo.stream().noneMatch(PeerAddress::tls)
                && dicom.peers().stream().noneMatch(PeerAddress::tls))
            || dicom.tls().isPresent(),
        "--send-to or --peer names a peer with TLS, but nothing says who is trusted: --tls-ca");
    check(port(httpPort), "--http-port is " + httpPort + ", expected 0..65535");
    transport = Transports.named(transport);
    check(
        !timing.quiet().isNegative() && !timing.maxAge().isNegative(),
        "quiet time and greatest age must not be negative");
    check(
        retries.maxAttempts() > 0, "max-attempts is " + retries.maxAttempts() + ", expected >= 1");
    check(limits.maxInstance() > 0, "max-instance-megabytes must be positive");
    String self = aeTitle;
    int ownPort = dicomPort;
    check(
        sendTo.stream().noneMatch(peer -> peer.aeTitle().equals(self) && peer.port() == ownPort),
        "--send-to names this gateway itself (" + aeTitle + ", port " + dicomPort + "): a loop");
  }

  private static boolean port(int port) {
    return port >= 0 && port <= 65535;
  }

  private static void check(boolean ok, String message) {
    if (!ok) {
      throw new UsageException(message);
    }
  }
}
