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
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import org.truncus.dicom.DicomReader;
import org.truncus.gateway.deliver.OutboxRow;
import org.truncus.gateway.fhir.FhirBundle;
import org.truncus.gateway.fhir.FhirStatus;
import org.truncus.gateway.report.SrClass;
import org.truncus.gateway.report.StudyJson;
import org.truncus.gateway.work.OutputKind;
import org.truncus.gateway.work.OutputRow;
import org.truncus.gateway.work.ResultRow;
import org.truncus.json.Json;

/** {@code /api/studies/{uid}/report}: the newest result, in the form that Accept asks for. */
@Controller("/api/studies/{uid}/report")
@ExecuteOn(TaskExecutors.BLOCKING)
class ReportController {

  private static final String DICOM = "application/dicom";
  private static final String FHIR = "application/fhir+json";
  private static final List<String> FORMS =
      List.of(DICOM, FHIR, MediaType.TEXT_HTML, MediaType.APPLICATION_JSON);

  private final WebServices services;

  ReportController(WebServices services) {
    this.services = services;
  }

  /**
   * With {@code ?model=name/version} the result of that model, else of the first by name; as DICOM
   * with {@code ?sr=enhanced} and so on the report of that class.
   */
  @Get
  @Produces({MediaType.APPLICATION_JSON, DICOM, FHIR, MediaType.TEXT_HTML})
  HttpResponse<?> report(
      @PathVariable String uid,
      @Nullable @QueryValue String model,
      @Nullable @QueryValue String sr,
      HttpHeaders headers)
      throws JsonProcessingException {
    Optional<ResultRow> result = services.desk().result(uid, Optional.ofNullable(model));
    if (result.isEmpty()) {
      return Problems.of(
          404, "No report", "This study has no report (yet); /api/studies/UID says how far it is.");
    }
    return switch (form(headers.accept())) {
      case DICOM -> dicom(result.get(), Optional.ofNullable(sr).map(SrClass::parse));
      case FHIR -> fhir(result.get());
      case MediaType.TEXT_HTML -> DashboardController.secured(page(result.get()));
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

  private HttpResponse<?> dicom(ResultRow result, Optional<SrClass> srClass) {
    Optional<OutputRow> report =
        services.desk().outputs(result).stream()
            .filter(output -> output.kind() == OutputKind.REPORT)
            .filter(o -> srClass.isEmpty() || o.sopClassUid().equals(srClass.get().uid()))
            .findFirst();
    if (report.isEmpty()) {
      return Problems.of(
          404, "No such object", "No destination gets a report of this result in that class.");
    }
    return HttpResponse.ok(
        new SystemFile(
                services.folder().result(report.get().sha256()).toFile(), MediaType.of(DICOM))
            .attach(report.get().sopInstanceUid() + ".dcm"));
  }

  private HttpResponse<?> fhir(ResultRow result) throws JsonProcessingException {
    OutputRow report =
        services.desk().outputs(result).stream()
            .filter(output -> output.kind() == OutputKind.REPORT)
            .findFirst()
            .orElseThrow();
    FhirStatus status =
        result.withdrawnAt() != null
            ? FhirStatus.ENTERED_IN_ERROR
            : result.revision() > 1 ? FhirStatus.AMENDED : FhirStatus.PRELIMINARY;
    return HttpResponse.ok(
            FhirBundle.of(
                Json.mapper().readValue(result.document(), StudyJson.class),
                DicomReader.read(services.folder().result(report.sha256())).dataSet(),
                status))
        .contentType(FHIR);
  }

  private static String page(ResultRow result) {
    if (result.withdrawnAt() == null) {
      return result.page();
    }
    String notice =
        "<p class=\"warning\"><strong>Withdrawn "
            + Instant.ofEpochMilli(result.withdrawnAt()).truncatedTo(ChronoUnit.SECONDS)
            + ": "
            + Html.escape(result.withdrawnWhy())
            + "</strong></p>";
    return result.page().replaceFirst("<body[^>]*>", "$0" + Matcher.quoteReplacement(notice));
  }

  private HttpResponse<String> json(ResultRow result) {
    try {
      ObjectNode document = (ObjectNode) Json.mapper().readTree(result.document());
      ArrayNode outputs = document.putArray("outputs");
      List<OutboxRow> deliveries = services.desk().deliveries(result);
      for (OutputRow output : services.desk().outputs(result)) {
        List<OutboxRow> own =
            deliveries.stream()
                .filter(d -> d.sopInstanceUid().equals(output.sopInstanceUid()))
                .toList();
        if (own.isEmpty()) {
          add(outputs, output);
        }
        for (OutboxRow delivery : own) {
          add(outputs, output)
              .put("destination", delivery.destination())
              .put("state", delivery.state().name().toLowerCase(Locale.ROOT))
              .put("lastStatus", delivery.lastStatus());
        }
      }
      if (result.withdrawnAt() != null) {
        document.put("withdrawn", Instant.ofEpochMilli(result.withdrawnAt()).toString());
        document.put("withdrawnWhy", result.withdrawnWhy());
      }
      return HttpResponse.ok(Json.write(document)).contentType(MediaType.APPLICATION_JSON_TYPE);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a stored result is no JSON", e);
    }
  }

  private static ObjectNode add(ArrayNode outputs, OutputRow output) {
    return outputs
        .addObject()
        .put("kind", output.kind().name().toLowerCase(Locale.ROOT))
        .put("sop", output.sopInstanceUid())
        .put("class", output.sopClassUid());
  }
}
