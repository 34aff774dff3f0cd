package org.truncus.gateway.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.truncus.dicom.UID;
import org.truncus.gateway.dicomweb.Archive;
import org.truncus.gateway.dicomweb.DicomMedia;
import org.truncus.gateway.dicomweb.MediaRange;
import org.truncus.gateway.dicomweb.Retrieval;

/** WADO-RS (PS3.18 §10.4): instances as they are stored, and their headers. */
@Controller("/dicom-web/studies/{study}")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
class WadoController {

  private final Archive archive;

  WadoController(WebServices services) {
    this.archive = services.dicomWeb().archive();
  }

  @Get
  HttpResponse<?> study(HttpRequest<?> request, @PathVariable String study) {
    return instances(request, study, Optional.empty(), Optional.empty());
  }

  @Get("/series/{series}")
  HttpResponse<?> series(
      HttpRequest<?> request, @PathVariable String study, @PathVariable String series) {
    return instances(request, study, Optional.of(series), Optional.empty());
  }

  @Get("/series/{series}/instances/{instance}")
  HttpResponse<?> instance(
      HttpRequest<?> request,
      @PathVariable String study,
      @PathVariable String series,
      @PathVariable String instance) {
    return instances(request, study, Optional.of(series), Optional.of(instance));
  }

  @Get("/metadata")
  HttpResponse<?> studyMetadata(HttpRequest<?> request, @PathVariable String study) {
    return metadata(request, study, Optional.empty(), Optional.empty());
  }

  @Get("/series/{series}/metadata")
  HttpResponse<?> seriesMetadata(
      HttpRequest<?> request, @PathVariable String study, @PathVariable String series) {
    return metadata(request, study, Optional.of(series), Optional.empty());
  }

  @Get("/series/{series}/instances/{instance}/metadata")
  HttpResponse<?> instanceMetadata(
      HttpRequest<?> request,
      @PathVariable String study,
      @PathVariable String series,
      @PathVariable String instance) {
    return metadata(request, study, Optional.of(series), Optional.of(instance));
  }

  private HttpResponse<?> instances(
      HttpRequest<?> request, String study, Optional<String> series, Optional<String> instance) {
    Archive.Selection named = archive.select(study, series, instance);
    Optional<HttpResponse<?>> problem = problem(study, named);
    if (problem.isPresent()) {
      return problem.get();
    }
    List<MediaRange> accepted = DicomRequests.accepted(request);
    List<Archive.Held> sent =
        named.present().stream()
            .filter(held -> accepted.stream().anyMatch(range -> fits(range, held)))
            .toList();
    if (sent.isEmpty()) {
      return Problems.of(
          406,
          "Not acceptable",
          "Instances are given as multipart/related; type=\"application/dicom\", in the transfer"
              + " syntax in which they were received: ask for transfer-syntax=*.");
    }
    Retrieval.Multipart body = Retrieval.multipart(sent);
    return whole(
        named, sent.size(), new StreamedFile(body.stream(), MediaType.of(body.contentType())));
  }

  /** No syntax named is any: nothing is decoded here. */
  private static boolean fits(MediaRange range, Archive.Held held) {
    if (range.isRefused()) {
      return false;
    }
    if (range.type().equals("*/*") || range.type().equals("multipart/*")) {
      return true;
    }
    String syntax = range.parameter("transfer-syntax").orElse("*");
    return range.type().equals(DicomMedia.MULTIPART)
        && range.parameter("type").orElse(DicomMedia.DICOM).equals(DicomMedia.DICOM)
        && (syntax.equals("*") || syntax.equals(held.row().transferSyntaxUid()));
  }

  private HttpResponse<?> metadata(
      HttpRequest<?> request, String study, Optional<String> series, Optional<String> instance) {
    if (!DicomRequests.accepts(request, DicomMedia.JSON, "application/json")) {
      return Problems.of(406, "Not acceptable", "Metadata are given as " + DicomMedia.JSON + ".");
    }
    Archive.Selection named = archive.select(study, series, instance);
    Optional<HttpResponse<?>> problem = problem(study, named);
    if (problem.isPresent()) {
      return problem.get();
    }
    InputStream json = Retrieval.metadata(named.present());
    return whole(
        named, named.present().size(), new StreamedFile(json, MediaType.of(DicomMedia.JSON)));
  }

  private static Optional<HttpResponse<?>> problem(String study, Archive.Selection named) {
    if (!UID.isValid(study)) {
      return Optional.of(DicomRequests.noUid());
    }
    if (named.isUnknown()) {
      return Optional.of(Problems.of(404, "Not found", "No such instance was received."));
    }
    return named.present().isEmpty()
        ? Optional.of(
            Problems.of(410, "Gone", "The instances were received, but aren't kept any more."))
        : Optional.empty();
  }

  private static MutableHttpResponse<?> whole(
      Archive.Selection named, int sent, StreamedFile body) {
    boolean all = sent == named.present().size() + named.gone();
    return HttpResponse.<StreamedFile>status(all ? HttpStatus.OK : HttpStatus.PARTIAL_CONTENT)
        .body(body);
  }
}
