package org.truncus.gateway;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.truncus.gateway.deliver.Destination;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.infer.PackageScorer;
import org.truncus.gateway.infer.StudyScorer;
import org.truncus.gateway.web.HttpServer;
import org.truncus.gateway.web.WebServices;
import org.truncus.model.Trust;
import org.truncus.net.ExecutionOptions;
import org.truncus.problem.UsageException;

/**
 * A running gateway: it listens for studies, scores them, and sends reports. Whoever starts it
 * closes it.
 */
public final class Gateway implements AutoCloseable {

  private final Stack parts;
  private final DicomListener listener;
  private final HttpServer http;

  private Gateway(Stack parts, DicomListener listener, HttpServer http) {
    this.parts = parts;
    this.listener = listener;
    this.http = http;
  }

  /**
   * Loads the models and starts. Returns when both ports are open.
   *
   * @throws UsageException where settings contradict each other
   * @throws org.truncus.problem.InvalidInputException where a model package is incomplete or
   *     altered
   * @throws org.truncus.problem.EnvironmentException where a port is taken, the data folder can't
   *     be written or is held by another gateway, or the database doesn't open
   */
  public static Gateway start(GatewayConfig config, Clock clock) {
    if (config.models().isEmpty()) {
      throw new UsageException("the gateway serves no model; name a package with --model DIR");
    }
    Trust trust = Trust.of(config.loading().requireSignature());
    ExecutionOptions options =
        new ExecutionOptions(
            ExecutionOptions.Device.AUTO, 0, config.loading().precision().execution());
    List<StudyScorer> scorers = new ArrayList<>();
    try {
      config.models().forEach(folder -> scorers.add(PackageScorer.load(folder, trust, options)));
    } catch (RuntimeException e) {
      scorers.forEach(StudyScorer::close);
      throw e;
    }
    return start(config, clock, scorers);
  }

  /** As above, with models that are loaded already; the gateway closes them. */
  public static Gateway start(GatewayConfig config, Clock clock, List<StudyScorer> scorers) {
    Stack parts = new Stack();
    try {
      scorers.forEach(parts::push);
      if (scorers.stream().map(StudyScorer::id).distinct().count() != scorers.size()) {
        throw new UsageException("two models have the same name and version; name each only once");
      }
      Machinery machinery = new Machinery(config, clock, scorers, parts);
      machinery.startLoops();
      DicomTransport transport = machinery.transport();
      DicomListener listener =
          parts.push(
              transport.listen(
                  machinery.listenOptions(),
                  machinery.inbox(),
                  Optional.of(machinery.commitments())));
      refuseOwnListener(config, listener);
      WebServices services = machinery.webServices(listener);
      HttpServer http =
          parts.push(HttpServer.start(config.httpBind(), config.httpPort(), services));
      refuseOwnService(config, http);
      machinery.started();
      return new Gateway(parts, listener, http);
    } catch (RuntimeException e) {
      parts.closeAfter(e);
      throw e;
    }
  }

  /** The DICOM port in use; {@link ListenOptions#NO_PORT} where only TLS is spoken. */
  public int dicomPort() {
    return listener.port();
  }

  /** The DICOM port that speaks TLS, where there is one. */
  public OptionalInt dicomTlsPort() {
    return listener.tlsPort();
  }

  /** The HTTP port in use. */
  public int httpPort() {
    return http.port();
  }

  /**
   * Stops: no new association; those open may end; the run and the delivery under way are finished;
   * all else waits in the data folder for the next start. A second call does nothing.
   */
  @Override
  public void close() {
    parts.close();
  }

  private static void refuseOwnService(GatewayConfig config, HttpServer http) {
    List<String> own = List.of("127.0.0.1", "localhost", "[::1]", config.httpBind());
    for (Destination destination : config.sendTo()) {
      if (destination instanceof Destination.Web web
          && web.service().getPort() == http.port()
          && own.contains(web.service().getHost())) {
        throw new UsageException(
            "--send-to names this gateway's own HTTP port (" + web.key() + "): a loop");
      }
    }
  }

  private static void refuseOwnListener(GatewayConfig config, DicomListener listener) {
    if (config.dicomPeers().stream()
        .filter(peer -> peer.aeTitle().equals(config.aeTitle()))
        .anyMatch(
            peer ->
                peer.port() == listener.port() || peer.port() == listener.tlsPort().orElse(-1))) {
      throw new UsageException(
          "--send-to names this gateway itself (%s, port %d): a loop"
              .formatted(config.aeTitle(), listener.port()));
    }
  }
}
