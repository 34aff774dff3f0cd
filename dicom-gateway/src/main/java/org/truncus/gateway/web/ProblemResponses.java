package org.truncus.gateway.web;

import io.micronaut.context.annotation.Primary;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import jakarta.inject.Singleton;

/**
 * Gives every error of the HTTP server itself (no route, bad query, failure inside) the form of a
 * problem. Messages of failures inside are left out: they can quote patient data.
 */
@Primary
@Singleton
class ProblemResponses implements ErrorResponseProcessor<String> {

  @Override
  public MutableHttpResponse<String> processResponse(
      ErrorContext context, MutableHttpResponse<?> response) {
    HttpStatus status = HttpStatus.valueOf(response.code());
    String detail =
        response.code() >= 500 || !context.hasErrors()
            ? status.getReason()
            : context.getErrors().get(0).getMessage();
    return response
        .body(Problems.body(response.code(), status.getReason(), detail))
        .contentType(Problems.TYPE);
  }
}
