package org.truncus.gateway.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.work.Failures;

/** Any other failure is a 500 that says nothing, and a log line without its message. */
@Singleton
@Produces(Problems.TYPE)
class UnexpectedProblems implements ExceptionHandler<RuntimeException, HttpResponse<String>> {

  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedProblems.class);

  @Override
  @SuppressWarnings("rawtypes") // the interface is raw here
  public HttpResponse<String> handle(HttpRequest request, RuntimeException exception) {
    LOG.error("a request failed: {}", Failures.describe(exception));
    return Problems.of(500, "Internal error", "The gateway failed; its log says where.");
  }
}
