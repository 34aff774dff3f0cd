package org.truncus.gateway.web;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.gateway.work.StudyState;

/** The page for people: what came in, what waits, what failed. */
@Controller
@ExecuteOn(TaskExecutors.BLOCKING)
class DashboardController {

  private static final int SHOWN = 25;
  private static final int REFRESH_SECONDS = 10;

  private final WebServices services;

  DashboardController(WebServices services) {
    this.services = services;
  }

  @Get(produces = MediaType.TEXT_HTML)
  HttpResponse<String> dashboard() {
    StudyDesk desk = services.desk();
    StudyDesk.Failures failures = desk.failures();
    List<String> troubles = services.vitals().troubles();
    String body =
        (troubles.isEmpty()
                ? Html.paragraph("Ready.")
                : Html.warning("Not ready: " + String.join("; ", troubles)))
            + Html.heading("Studies")
            + counts(desk.counts())
            + studies(desk, desk.list(Optional.empty(), SHOWN, Optional.empty()).studies())
            + Html.heading("Destinations")
            + destinations(services.destinations().all())
            + Html.heading("Failed work")
            + runs(failures.runs())
            + Html.heading("Failed deliveries")
            + deliveries(failures.deliveries())
            + Html.heading("Models")
            + models(services.models());
    return secured(Html.page("Truncus gateway", REFRESH_SECONDS, body));
  }

  static HttpResponse<String> secured(String page) {
    return HttpResponse.ok(page)
        .contentType(MediaType.TEXT_HTML_TYPE)
        .header(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .header("Cache-Control", "no-store");
  }

  private static String counts(Map<StudyState, Long> counts) {
    Map<String, Long> byName = new LinkedHashMap<>();
    for (StudyState state : StudyState.values()) {
      byName.put(state.text(), counts.get(state));
    }
    return Html.figures(byName);
  }

  private static String studies(StudyDesk desk, List<StudyView> studies) {
    return Html.table(
        List.of(
            "study",
            "state",
            "closed by",
            "revision",
            "from",
            "first (UTC)",
            "last",
            "finished",
            "results"),
        studies.stream()
            .<List<?>>map(
                s ->
                    Arrays.asList(
                        study(s.studyInstanceUID()),
                        s.state(),
                        s.reason(),
                        s.revision(),
                        s.callingAet(),
                        s.firstReceivedAt(),
                        s.lastReceivedAt(),
                        s.finishedAt(),
                        reports(s.studyInstanceUID(), desk.models(s.studyInstanceUID()))))
            .toList());
  }

  private static String destinations(List<DestinationView> destinations) {
    return Html.table(
        List.of("destination", "sending", "since (UTC)", "waiting", "held", "dead", "last error"),
        destinations.stream()
            .<List<?>>map(
                d ->
                    Arrays.asList(
                        d.destination(),
                        d.sending(),
                        d.since(),
                        d.waiting(),
                        d.held(),
                        d.dead(),
                        d.lastError()))
            .toList());
  }

  private static Html.Link study(String uid) {
    return new Html.Link("/api/studies/" + uid, uid);
  }

  /** The page of each model's result. */
  private static List<Html.Link> reports(String uid, List<String> models) {
    return models.stream()
        .map(
            model ->
                new Html.Link(
                    "/api/studies/"
                        + uid
                        + "/report?model="
                        + URLEncoder.encode(model, StandardCharsets.UTF_8),
                    model))
        .toList();
  }

  private static String runs(List<RunView> runs) {
    return Html.table(
        List.of("study", "model", "attempts", "reason", "at"),
        runs.stream()
            .<List<?>>map(
                r ->
                    Arrays.asList(
                        study(r.studyInstanceUID()),
                        r.model(),
                        r.attempts(),
                        r.reason(),
                        r.finishedAt()))
            .toList());
  }

  private static String deliveries(List<DeliveryView> deliveries) {
    return Html.table(
        List.of("study", "destination", "state", "attempts", "status", "reason"),
        deliveries.stream()
            .<List<?>>map(
                d ->
                    Arrays.asList(
                        study(d.studyInstanceUID()),
                        d.destination(),
                        d.state(),
                        d.attempts(),
                        d.lastStatus(),
                        d.lastError()))
            .toList());
  }

  private static String models(List<ModelView> models) {
    return Html.table(
        List.of("model", "version", "labels", "network", "SHA-256"),
        models.stream()
            .<List<?>>map(
                m ->
                    List.of(
                        m.name(),
                        m.version(),
                        String.join(", ", m.labels()),
                        m.network(),
                        m.sha256()))
            .toList());
  }
}
