package org.truncus.gateway.web;

import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.HashMap;
import java.util.Map;
import org.truncus.problem.EnvironmentException;

/** The HTTP port. Whoever starts it closes it. */
public final class HttpServer implements AutoCloseable {

  private final ApplicationContext context;
  private final EmbeddedServer server;

  private HttpServer(ApplicationContext context, EmbeddedServer server) {
    this.context = context;
    this.server = server;
  }

  /**
   * Opens the port.
   *
   * @param port 0 lets the system choose
   * @throws EnvironmentException where the port or the address can't be used
   */
  public static HttpServer start(String bind, int port, WebServices services) {
    ApplicationContext context =
        ApplicationContext.builder()
            .deduceEnvironment(false)
            .banner(false)
            .singletons(services)
            .properties(properties(bind, port))
            .build();
    try {
      context.start();
      EmbeddedServer server = context.getBean(EmbeddedServer.class);
      server.start();
      return new HttpServer(context, server);
    } catch (ServerStartupException e) {
      context.close();
      throw new EnvironmentException(
          "the HTTP port %s:%d can't be opened: %s. Is another gateway running? Choose with --http-port."
              .formatted(bind, port, root(e).getMessage()),
          e);
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
  }

  /** The port in use. */
  public int port() {
    return server.getPort();
  }

  @Override
  public void close() {
    server.stop();
    context.close();
  }

  private static Map<String, Object> properties(String bind, int port) {
    Map<String, Object> properties = new HashMap<>();
    properties.put("micronaut.application.name", "truncus-gateway");
    properties.put("micronaut.server.host", bind);
    properties.put("micronaut.server.port", port == 0 ? -1 : port);
    // Bodies of DICOMweb are streams without a bound here; BodyLimit keeps the others small. The
    // buffer takes what the network brings before the stream is read: more than one of its reads.
    properties.put("micronaut.server.max-request-size", Long.MAX_VALUE);
    properties.put("micronaut.server.max-request-buffer-size", 1 << 20);
    properties.put("endpoints.all.enabled", false);
    properties.put("endpoints.health.enabled", true);
    properties.put("endpoints.health.sensitive", false);
    properties.put("endpoints.health.details-visible", "ANONYMOUS");
    properties.put("endpoints.health.disk-space.enabled", false);
    properties.put("endpoints.prometheus.enabled", true);
    properties.put("endpoints.prometheus.sensitive", false);
    properties.put("micronaut.metrics.enabled", true);
    properties.put("micronaut.metrics.export.prometheus.enabled", true);
    return properties;
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }
}
