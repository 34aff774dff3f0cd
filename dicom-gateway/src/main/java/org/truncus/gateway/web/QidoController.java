package org.truncus.gateway.web;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.server.types.files.StreamedFile;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.gateway.dicomweb.DicomMedia;
import org.truncus.gateway.dicomweb.JsonArray;
import org.truncus.gateway.dicomweb.StudySearch;

/** QIDO-RS (PS3.18 §10.6): what is held, searched by what its headers say. */
@Controller("/dicom-web/studies")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.ALL)
class QidoController {

  private final StudySearch search;

  QidoController(WebServices services) {
    this.search = services.dicomWeb().search();
  }

  @Get
  HttpResponse<?> studies(HttpRequest<?> request) {
    return answer(request, () -> Optional.of(search.studies(parameters(request))));
  }

  @Get("/{study}/series")
  HttpResponse<?> series(HttpRequest<?> request, @PathVariable String study) {
    return answer(request, () -> search.series(study, parameters(request)));
  }

  @Get("/{study}/instances")
  HttpResponse<?> instances(HttpRequest<?> request, @PathVariable String study) {
    return answer(request, () -> search.instances(study, Optional.empty(), parameters(request)));
  }

  @Get("/{study}/series/{series}/instances")
  HttpResponse<?> instances(
      HttpRequest<?> request, @PathVariable String study, @PathVariable String series) {
    return answer(request, () -> search.instances(study, Optional.of(series), parameters(request)));
  }

  private static HttpResponse<?> answer(
      HttpRequest<?> request, Supplier<Optional<StudySearch.Answer>> search) {
    if (!DicomRequests.accepts(request, DicomMedia.JSON, "application/json")) {
      return Problems.of(406, "Not acceptable", "Answers are " + DicomMedia.JSON + ".");
    }
    Optional<StudySearch.Answer> found = search.get();
    if (found.isEmpty()) {
      return Problems.noSuchStudy();
    }
    String base = DicomRequests.base(request);
    List<DataSet> matches = found.get().matches();
    // No match is an empty array and not 204: Orthanc can't read an answer without a body.
    MutableHttpResponse<?> response =
        HttpResponse.ok(
            new StreamedFile(
                JsonArray.of(matches.stream().map(match -> () -> address(match, base))),
                MediaType.of(DicomMedia.JSON)));
    found.get().warnings().forEach(warning -> DicomRequests.warn(response, warning));
    return response;
  }

  /** Adds where the match can be fetched. */
  private static DataSet address(DataSet match, String base) {
    String url =
        Stream.of(
                part("/studies/", match, Tag.StudyInstanceUID),
                part("/series/", match, Tag.SeriesInstanceUID),
                part("/instances/", match, Tag.SOPInstanceUID))
            .reduce(base, String::concat);
    return match.set(Tag.InstanceAvailability, "ONLINE").set(Tag.RetrieveURL, url);
  }

  private static String part(String name, DataSet match, int tag) {
    return match.string(tag).map(name::concat).orElse("");
  }

  private static Map<String, List<String>> parameters(HttpRequest<?> request) {
    Map<String, List<String>> parameters = new LinkedHashMap<>();
    for (Map.Entry<String, List<String>> one : request.getParameters()) {
      parameters.put(one.getKey(), one.getValue());
    }
    return parameters;
  }
}
