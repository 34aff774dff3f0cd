package org.truncus.gateway;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.truncus.gateway.deliver.Destination;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.Transports;
import org.truncus.gateway.work.CompletionRule;
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
 * @param store the folder of instances and reports; the same as {@code data} unless several
 *     gateways share one
 * @param database a JDBC URL; empty for the embedded database in the data folder
 * @param sendTo where results go; each address once
 * @param acceptFrom who may send; empty only together with {@code insecureAcceptAny}
 * @param insecureAcceptAny lets everybody send
 * @param transport one that this build has, or {@code auto}
 * @param timing quiet time and greatest age of studies
 * @param retries what follows failures
 * @param limits sizes
 * @param work how much at one time
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
    Path store,
    Optional<String> database,
    List<Destination> sendTo,
    List<AcceptRule> acceptFrom,
    boolean insecureAcceptAny,
    String transport,
    Timing timing,
    Retries retries,
    Limits limits,
    Work work,
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
   * @param quietByModality the same for some modalities
   * @param releaseQuiet the shorter wait after an orderly release; empty for none
   * @param maxAge although instances still come
   * @param maxRevisions in 24 hours
   */
  public record Timing(
      Duration quiet,
      Map<String, Duration> quietByModality,
      Optional<Duration> releaseQuiet,
      Duration maxAge,
      int maxRevisions) {

    CompletionRule rule() {
      return new CompletionRule(quiet, quietByModality, releaseQuiet, maxAge, maxRevisions);
    }
  }

  /**
   * How much at one time.
   *
   * @param workers studies
   * @param batch images in one call of the model
   * @param batchWait how long one waits for others
   * @param imageTimeout after which a run without progress is given up
   */
  public record Work(int workers, int batch, Duration batchWait, Duration imageTimeout) {}

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
   * What is too much.
   *
   * @param maxInstance the largest data set taken, in bytes
   * @param minFree what input leaves free on the disk, in bytes
   * @param highWater the share of the disk above which input is refused, in (0,1]
   * @param lowWater the share above which images past their retention time are removed
   * @param keepDelivered retention time of studies whose results arrived
   * @param keepSkipped retention time of studies that no model was for
   * @param queueSlow waiting runs from which on instances are answered later
   * @param queueFull waiting runs from which on input is refused
   */
  public record Limits(
      long maxInstance,
      long minFree,
      double highWater,
      double lowWater,
      Duration keepDelivered,
      Duration keepSkipped,
      int queueSlow,
      int queueFull) {}

  /** Checks what would be dangerous or can't work. */
  public GatewayConfig {
    models = List.copyOf(models);
    sendTo = List.copyOf(sendTo);
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
        (peers(sendTo).noneMatch(PeerAddress::tls)
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
    check(
        limits.highWater() > 0
            && limits.highWater() <= 1
            && limits.lowWater() > 0
            && limits.lowWater() <= limits.highWater(),
        "--low-water-percent and --high-water-percent must be in 1..100 and in this order");
    check(
        limits.queueSlow() > 0 && limits.queueFull() >= limits.queueSlow(),
        "--queue-slow and --queue-full must be positive and in this order");
    check(
        work.workers() > 0 && work.batch() > 0 && timing.maxRevisions() > 0,
        "--workers, --batch and --max-revisions must be at least 1");
    check(
        sendTo.stream().map(Destination::key).distinct().count() == sendTo.size(),
        "--send-to names an address twice; each can have one form");
    String self = aeTitle;
    int ownPort = dicomPort;
    check(
        peers(sendTo).noneMatch(peer -> peer.aeTitle().equals(self) && peer.port() == ownPort),
        "--send-to names this gateway itself (" + aeTitle + ", port " + dicomPort + "): a loop");
    check(
        store.equals(data) || database.isPresent(),
        "--store is for gateways that share a --database; the embedded one is for one gateway");
  }

  /** The destinations that are called by DICOM. */
  public List<PeerAddress> dicomPeers() {
    return peers(sendTo).toList();
  }

  private static Stream<PeerAddress> peers(List<Destination> sendTo) {
    return sendTo.stream()
        .filter(Destination.Dicom.class::isInstance)
        .map(destination -> ((Destination.Dicom) destination).peer());
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
