package org.truncus.gateway.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;

/** Lets no request but those of DICOMweb have a large body, or one of unknown length. */
@ServerFilter(ServerFilter.MATCH_ALL_PATTERN)
class BodyLimit {

  /** The longest body, in bytes. */
  static final int BYTES = 1 << 16;

  @RequestFilter
  @Nullable
  HttpResponse<?> check(HttpRequest<?> request) {
    if (request.getPath().startsWith("/dicom-web/")) {
      return null;
    }
    if (request.getContentLength() > BYTES) {
      return Problems.of(413, "Content too large", "Bodies have at most " + BYTES + " bytes here.");
    }
    if (request.getHeaders().contains(HttpHeaders.TRANSFER_ENCODING)) {
      return Problems.of(411, "Length required", "The request must say how long its body is.");
    }
    return null;
  }
}
