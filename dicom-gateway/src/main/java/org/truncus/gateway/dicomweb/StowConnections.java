package org.truncus.gateway.dicomweb;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.problem.EnvironmentException;

/**
 * Keeps the HTTP client, and with it its connections, until the TLS files are replaced. The names
 * in certificates are always checked: that is HTTPS. Thread-safe.
 */
final class StowConnections {

  private final StowOptions options;
  private HttpClient client;
  private List<KeyManager> keys = List.of();
  private List<TrustManager> trust = List.of();

  StowConnections(StowOptions options) {
    this.options = options;
  }

  /** The client as the files are now. */
  synchronized HttpClient current() {
    boolean changed =
        options
            .tls()
            .filter(tls -> !tls.keyManagers().equals(keys) || !tls.trustManagers().equals(trust))
            .isPresent();
    if (client == null || changed) {
      HttpClient.Builder builder =
          HttpClient.newBuilder()
              .version(HttpClient.Version.HTTP_1_1)
              .followRedirects(HttpClient.Redirect.NEVER)
              .connectTimeout(options.connect());
      options.tls().ifPresent(tls -> secure(builder, tls));
      client = builder.build();
    }
    return client;
  }

  private void secure(HttpClient.Builder builder, TlsIdentity tls) {
    keys = tls.keyManagers();
    trust = tls.trustManagers();
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys.toArray(KeyManager[]::new), trust.toArray(TrustManager[]::new), null);
      SSLParameters parameters = new SSLParameters();
      parameters.setProtocols(tls.options().profile().protocols().toArray(String[]::new));
      parameters.setCipherSuites(tls.options().profile().cipherSuites().toArray(String[]::new));
      builder.sslContext(context).sslParameters(parameters);
    } catch (GeneralSecurityException e) {
      throw new EnvironmentException("TLS can't be set up: " + e.getMessage(), e);
    }
  }
}
