package org.truncus.gateway.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.truncus.problem.UsageException;

/** A request that makes no sense is a 400 with its reason. */
@Singleton
@Produces(Problems.TYPE)
class UsageProblems implements ExceptionHandler<UsageException, HttpResponse<String>> {

  @Override
  @SuppressWarnings("rawtypes") // the interface is raw here
  public HttpResponse<String> handle(HttpRequest request, UsageException exception) {
    return Problems.of(400, "Bad request", exception.getMessage());
  }
}
