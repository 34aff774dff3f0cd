package org.truncus.gateway.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.server.types.files.SystemFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.truncus.gateway.deliver.OutboxRow;
import org.truncus.gateway.work.ResultRow;
import org.truncus.json.Json;

/** {@code /api/studies/{uid}/report}: the newest result, in the form that Accept asks for. */
@Controller("/api/studies/{uid}/report")
@ExecuteOn(TaskExecutors.BLOCKING)
class ReportController {

  private static final String DICOM = "application/dicom";
  private static final List<String> FORMS =
      List.of(DICOM, MediaType.TEXT_HTML, MediaType.APPLICATION_JSON);

  private final WebServices services;

  ReportController(WebServices services) {
    this.services = services;
  }

  /** With {@code ?model=name/version} the result of that model, else of the first by name. */
  @Get
  @Produces({MediaType.APPLICATION_JSON, DICOM, MediaType.TEXT_HTML})
  HttpResponse<?> report(
      @PathVariable String uid, @Nullable @QueryValue String model, HttpHeaders headers) {
    Optional<ResultRow> result = services.desk().result(uid, Optional.ofNullable(model));
    if (result.isEmpty()) {
      return Problems.of(
          404, "No report", "This study has no report (yet); /api/studies/UID says how far it is.");
    }
    return switch (form(headers.accept())) {
      case DICOM -> dicom(result.get());
      case MediaType.TEXT_HTML -> DashboardController.secured(result.get().page());
      default -> json(result.get());
    };
  }

  /** The first accepted form that there is; JSON where any will do. */
  private static String form(List<MediaType> accepted) {
    return accepted.stream()
        .map(MediaType::getName)
        .filter(FORMS::contains)
        .findFirst()
        .orElse(MediaType.APPLICATION_JSON);
  }

  private HttpResponse<?> dicom(ResultRow result) {
    return HttpResponse.ok(
        new SystemFile(services.folder().result(result.sha256()).toFile(), MediaType.of(DICOM))
            .attach(result.srUid() + ".dcm"));
  }

  private HttpResponse<String> json(ResultRow result) {
    try {
      ObjectNode document = (ObjectNode) Json.mapper().readTree(result.document());
      ArrayNode outputs = document.putArray("outputs");
      List<OutboxRow> deliveries = services.desk().deliveries(result);
      if (deliveries.isEmpty()) {
        outputs.addObject().put("sop", result.srUid()).put("class", result.sopClassUid());
      }
      for (OutboxRow delivery : deliveries) {
        outputs
            .addObject()
            .put("sop", result.srUid())
            .put("class", result.sopClassUid())
            .put("destination", delivery.destination())
            .put("state", delivery.state().name().toLowerCase(Locale.ROOT))
            .put("lastStatus", delivery.lastStatus());
      }
      return HttpResponse.ok(Json.write(document)).contentType(MediaType.APPLICATION_JSON_TYPE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored result is no JSON", e);
    }
  }
}
