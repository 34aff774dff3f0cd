package org.truncus.gateway.web;

import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import org.truncus.json.Json;

/** {@code /api/failures} and {@code /api/models}. */
@Controller("/api")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.APPLICATION_JSON)
class OperationsController {

  private final WebServices services;

  OperationsController(WebServices services) {
    this.services = services;
  }

  @Get("/failures")
  String failures() {
    return Json.write(services.desk().failures());
  }

  @Get("/models")
  String models() {
    return Json.write(Map.of("models", services.models()));
  }
}
