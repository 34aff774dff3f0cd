package org.truncus.gateway.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.truncus.json.Json;

/** Errors as {@code application/problem+json} (RFC 9457). */
final class Problems {

  static final String TYPE = "application/problem+json";

  private Problems() {}

  static MutableHttpResponse<String> of(int status, String title, String detail) {
    return HttpResponse.<String>status(HttpStatus.valueOf(status))
        .body(body(status, title, detail))
        .contentType(TYPE);
  }

  static String body(int status, String title, String detail) {
    Map<String, Object> problem = new LinkedHashMap<>();
    problem.put("type", "about:blank");
    problem.put("title", title);
    problem.put("status", status);
    problem.put("detail", detail);
    return Json.write(problem);
  }

  static MutableHttpResponse<String> noSuchStudy() {
    return of(404, "No such study", "No instance of this study was received.");
  }
}
