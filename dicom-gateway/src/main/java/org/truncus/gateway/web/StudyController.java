package org.truncus.gateway.web;

import io.micronaut.core.annotation.Nullable;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import java.util.Map;
import java.util.Optional;
import org.truncus.dicom.UID;
import org.truncus.gateway.deliver.WithdrawalDesk;
import org.truncus.gateway.work.StudyState;
import org.truncus.json.Json;

/** {@code /api/studies}: what came in and how far it is. */
@Controller("/api/studies")
@ExecuteOn(TaskExecutors.BLOCKING)
@Produces(MediaType.APPLICATION_JSON)
class StudyController {

  private static final int WHY = 200;

  private final StudyDesk desk;
  private final WithdrawalDesk withdrawals;
  private final DestinationDesk destinations;

  StudyController(WebServices services) {
    this.desk = services.desk();
    this.withdrawals = services.withdrawals();
    this.destinations = services.destinations();
  }

  @Get
  String list(
      @Nullable @QueryValue String state,
      @QueryValue(defaultValue = "50") int limit,
      @Nullable @QueryValue String after) {
    return Json.write(desk.list(StudyState.parse(state), limit, Optional.ofNullable(after)));
  }

  @Get("/{uid}")
  HttpResponse<String> one(@PathVariable String uid) {
    return desk.find(uid)
        .map(study -> HttpResponse.ok(Json.write(study)))
        .orElseGet(Problems::noSuchStudy);
  }

  @Post("/{uid}/retry")
  HttpResponse<String> retry(@PathVariable String uid) {
    Optional<Integer> queued = desk.retry(uid);
    if (queued.isEmpty()) {
      return Problems.noSuchStudy();
    }
    destinations.probeNow(Optional.empty());
    return queued.get() == 0
        ? Problems.of(409, "Nothing to retry", "No work of this study is parked.")
        : HttpResponse.accepted().body(Json.write(Map.of("queued", queued.get())));
  }

  /** Closes a study without waiting: somebody knows that it is complete. */
  @Post("/{uid}/complete")
  HttpResponse<String> complete(@PathVariable String uid) {
    return desk.complete(uid)
        .map(study -> HttpResponse.<String>accepted().body(Json.write(study)))
        .orElseGet(Problems::noSuchStudy);
  }

  /** Withdraws the results of a study, or of one model; whoever has them is told. */
  @Post("/{uid}/withdraw")
  HttpResponse<String> withdraw(
      @PathVariable String uid, @QueryValue String why, @Nullable @QueryValue String model) {
    if (why.isBlank() || why.length() > WHY) {
      return Problems.of(400, "No reason", "why must have 1 to " + WHY + " characters.");
    }
    Optional<Integer> withdrawn =
        withdrawals.withdraw(uid, Optional.ofNullable(model), why.strip());
    if (withdrawn.isEmpty()) {
      return Problems.noSuchStudy();
    }
    return withdrawn.get() == 0
        ? Problems.of(409, "Nothing to withdraw", "The study has no result that stands.")
        : HttpResponse.<String>accepted().body(Json.write(Map.of("withdrawn", withdrawn.get())));
  }

  /** Tells how many instances a study will have; also before the first of them has come. */
  @Post("/{uid}/expect")
  HttpResponse<String> expect(@PathVariable String uid, @QueryValue int instances) {
    if (!UID.isValid(uid)) {
      return Problems.of(400, "No such UID", "The path doesn't hold a Study Instance UID.");
    }
    if (instances < 1) {
      return Problems.of(400, "No such number", "instances must be 1 or more.");
    }
    desk.expect(uid, instances);
    return HttpResponse.<String>accepted()
        .body(Json.write(Map.of("studyInstanceUID", uid, "instances", instances)));
  }
}
