package org.truncus.gateway.web;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MutableHttpResponse;
import java.util.List;
import java.util.Set;
import org.truncus.gateway.dicomweb.MediaRange;

/** What the DICOMweb controllers have in common. */
final class DicomRequests {

  private static final String HOST = "[A-Za-z0-9.-]+(:[0-9]+)?|\\[[0-9A-Fa-f:.]+\\](:[0-9]+)?";

  private DicomRequests() {}

  /** The address of the services as the client called it. */
  static String base(HttpRequest<?> request) {
    String host = request.getHeaders().get(HttpHeaders.HOST);
    if (host == null || !host.matches(HOST)) {
      host = "127.0.0.1:" + request.getServerAddress().getPort();
    }
    return (request.isSecure() ? "https://" : "http://") + host + "/dicom-web";
  }

  /** What the client accepts; anything where it doesn't say. */
  static List<MediaRange> accepted(HttpRequest<?> request) {
    String accept = String.join(",", request.getHeaders().getAll(HttpHeaders.ACCEPT));
    return accept.isBlank() ? MediaRange.parseList("*/*") : MediaRange.parseList(accept);
  }

  /** Whether the client accepts one of these types. */
  static boolean accepts(HttpRequest<?> request, String... types) {
    Set<String> wanted = Set.of(types);
    return accepted(request).stream()
        .filter(range -> !range.isRefused())
        .anyMatch(
            range ->
                wanted.contains(range.type())
                    || range.type().equals("*/*")
                    || range.type().equals("application/*"));
  }

  /** Adds a warning in words (RFC 7234 §5.5, which PS3.18 builds on). */
  static void warn(MutableHttpResponse<?> response, String words) {
    response.header(HttpHeaders.WARNING, "299 truncus \"" + words + "\"");
  }

  static MutableHttpResponse<String> noUid() {
    return Problems.of(400, "Bad request", "The address holds what is no UID.");
  }
}
