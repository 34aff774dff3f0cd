package org.truncus.gateway.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;
import org.truncus.json.Json;

/** {@code /api/failures}, {@code /api/destinations} and {@code /api/models}. */
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

  /** Queues parked deliveries anew, of all studies: to one destination, or to all. */
  @Post("/deliveries/retry")
  HttpResponse<String> retry(@Nullable @QueryValue String destination) {
    int queued = services.desk().retryDeliveries(Optional.ofNullable(destination));
    services.destinations().probeNow(Optional.ofNullable(destination));
    return HttpResponse.<String>accepted().body(Json.write(Map.of("queued", queued)));
  }

  /** Where results go, whether they arrive, and what waits. */
  @Get("/destinations")
  String destinations() {
    return Json.write(Map.of("destinations", services.destinations().all()));
  }

  @Get("/models")
  String models() {
    return Json.write(Map.of("models", services.models()));
  }
}
