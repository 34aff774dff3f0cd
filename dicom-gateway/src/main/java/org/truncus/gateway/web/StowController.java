package org.truncus.gateway.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.util.Optional;
import org.truncus.dicom.UID;
import org.truncus.gateway.dicomweb.DicomMedia;
import org.truncus.gateway.dicomweb.MediaRange;
import org.truncus.gateway.dicomweb.StowAnswer;
import org.truncus.gateway.dicomweb.StowOutcome;
import org.truncus.gateway.dicomweb.StowReceiver;

/** STOW-RS (PS3.18 §10.5): the body is read as it comes and goes to the disk part by part. */
@Controller("/dicom-web/studies")
@ExecuteOn(TaskExecutors.BLOCKING)
@Consumes(MediaType.ALL)
@Produces(MediaType.ALL)
class StowController {

  // RFC 2046 allows 70 characters; Orthanc sends 73.
  private static final String BOUNDARY = "[0-9A-Za-z'()+_,./:=? -]{0,199}[0-9A-Za-z'()+_,./:=?-]";

  private final StowReceiver receiver;

  StowController(WebServices services) {
    this.receiver = services.dicomWeb().store();
  }

  @Post
  HttpResponse<?> store(HttpRequest<?> request, @Nullable @Body InputStream body)
      throws IOException {
    return store(request, body, Optional.empty());
  }

  @Post("/{study}")
  HttpResponse<?> store(
      HttpRequest<?> request, @PathVariable String study, @Nullable @Body InputStream body)
      throws IOException {
    return store(request, body, Optional.of(study));
  }

  private HttpResponse<?> store(HttpRequest<?> request, InputStream body, Optional<String> study)
      throws IOException {
    try (InputStream in = body == null ? InputStream.nullInputStream() : body) {
      InetAddress sender = request.getRemoteAddress().getAddress();
      if (!receiver.admits(sender)) {
        return Problems.of(
            403,
            "Not admitted",
            "Nobody at this address may post; --accept-from "
                + StowReceiver.CALLING_AET
                + "@ADDRESS lets them.");
      }
      MediaRange type =
          MediaRange.parse(request.getHeaders().get(HttpHeaders.CONTENT_TYPE, String.class, ""));
      Optional<HttpResponse<?>> problem = problem(request, type, study);
      if (problem.isPresent()) {
        return problem.get();
      }
      Optional<StowOutcome> outcome =
          receiver.receive(
              in, type.parameter("boundary").orElseThrow(), sender.getHostAddress(), study);
      return outcome.isPresent() ? answer(request, outcome.get()) : busy();
    }
  }

  private static Optional<HttpResponse<?>> problem(
      HttpRequest<?> request, MediaRange type, Optional<String> study) {
    if (!DicomRequests.accepts(request, DicomMedia.JSON, "application/json")) {
      return Optional.of(
          Problems.of(406, "Not acceptable", "Answers are " + DicomMedia.JSON + "."));
    }
    if (!type.type().equals(DicomMedia.MULTIPART)
        || !type.parameter("type").orElse(DicomMedia.DICOM).equalsIgnoreCase(DicomMedia.DICOM)) {
      return Optional.of(
          Problems.of(
              415,
              "Unsupported media type",
              "Instances are posted as multipart/related; type=\"application/dicom\"; boundary=…"));
    }
    if (!type.parameter("boundary").orElse("").matches(BOUNDARY)) {
      return Optional.of(
          Problems.of(400, "Bad request", "The Content-Type has no boundary of RFC 2046."));
    }
    if (study.isPresent() && !UID.isValid(study.get())) {
      return Optional.of(DicomRequests.noUid());
    }
    return Optional.empty();
  }

  private static HttpResponse<?> answer(HttpRequest<?> request, StowOutcome outcome) {
    int status = outcome.status();
    if (status == 400) {
      return Problems.of(
          400,
          "Bad request",
          outcome.fault().orElse("the body has no parts") + "; nothing stored.");
    }
    MutableHttpResponse<byte[]> response =
        HttpResponse.<byte[]>status(HttpStatus.valueOf(status))
            .body(StowAnswer.json(outcome, DicomRequests.base(request)))
            .contentType(DicomMedia.JSON);
    outcome.fault().ifPresent(fault -> DicomRequests.warn(response, fault));
    return status == 503
        ? response.header(HttpHeaders.RETRY_AFTER, String.valueOf(StowOutcome.RETRY_SECONDS))
        : response;
  }

  private static HttpResponse<?> busy() {
    return Problems.of(503, "Busy", "Too many requests are under way.")
        .header(HttpHeaders.RETRY_AFTER, "1");
  }
}
