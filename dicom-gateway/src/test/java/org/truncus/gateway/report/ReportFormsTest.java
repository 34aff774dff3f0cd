package org.truncus.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.truncus.json.Json;

class ReportFormsTest {

  @Test
  void jsonHoldsTheResultAndNoPatient() throws JsonProcessingException {
    StudyJson.Output output =
        new StudyJson.Output("2.25.1", "1.2.3", "PACS@host:104", "DELIVERED", "0000");
    String text =
        StudyJson.of(
                Results.positive(), List.of(output), Map.of("reported", "2026-11-23T11:00:00Z"))
            .text();
    JsonNode json = Json.mapper().readTree(text);
    assertThat(json.path("status").asText()).isEqualTo("final");
    assertThat(json.path("reasons")).hasSize(1);
    assertThat(json.path("study").get(0).path("class").asText()).isEqualTo("pneumonia");
    assertThat(json.path("study").get(0).path("decision").asText()).isEqualTo("PRESENT");
    assertThat(json.path("study").get(0).path("score").asDouble()).isEqualTo(0.71);
    assertThat(json.path("images").get(1).path("eligible").asBoolean()).isFalse();
    assertThat(json.path("operatingPoint").path("thresholds").path("opacity").asDouble())
        .isEqualTo(0.42);
    assertThat(json.path("outputs").get(0).path("class").asText()).isEqualTo("1.2.3");
    assertThat(text).doesNotContain("ller").doesNotContain("P-7").doesNotContain("A77");
  }

  @Test
  void jsonOfAStudyThatWasNotEvaluatedSaysWhyAndDecidesNothing() throws JsonProcessingException {
    String text = StudyJson.of(Results.notEvaluated(), List.of(), Map.of()).text();
    JsonNode json = Json.mapper().readTree(text);
    assertThat(json.path("status").asText()).isEqualTo("skipped");
    assertThat(json.path("study")).isEmpty();
    assertThat(json.path("reasons").get(0).asText()).startsWith("no image of the study");
  }

  @Test
  void plainTextReadsWell() {
    assertThat(ReportText.plain(Results.positive()))
        .startsWith("AI result. Not verified by a physician.\n")
        .contains("Pneumonia  present        71.00 %    31.00 %\n")
        .contains("opacity    absent          4.00 %    42.00 %\n")
        .contains("(LL) left out: view LL is outside of the model's domain")
        .doesNotContain("ller");
    assertThat(ReportText.plain(Results.notEvaluated()))
        .contains("Could not be evaluated: no image of the study")
        .doesNotContain("absent");
  }

  @Test
  void htmlEscapesWhatItSays() {
    StudyResult result =
        Results.of(
            List.of(Results.scored(1, "PA", Map.of("a<b>&\"", 0.9))),
            List.of(LabelResult.of("a<b>&\"", Code.ofLabel("a<b>&\""), 0.9, 0.5, Derivation.MEAN)));
    assertThat(ReportText.html(result))
        .contains("a&lt;b&gt;&amp;&quot;")
        .doesNotContain("a<b>")
        .contains("Not verified by a physician.")
        .contains("90.00 %");
  }

  @Test
  void thePageSaysWhatMattersAndNoPatient() throws Exception {
    for (Map.Entry<String, StudyResult> result : Results.all(SrClass.COMPREHENSIVE_3D).entrySet()) {
      String page = ReportText.html(result.getValue());
      assertThat(page)
          .as(result.getKey())
          .contains("Not verified by a physician.", "research use", "chestnet version 3")
          .contains(result.getValue().model().sha256(), result.getValue().status())
          .doesNotContain("ller", "P-7", "A77", "19700101", "<script", "href=");
      boolean evaluated = result.getValue().evaluated();
      assertThat(page.contains("<svg")).isEqualTo(evaluated);
      assertThat(page.contains("This says nothing about any finding.")).isEqualTo(!evaluated);
      String wanted = System.getProperty("truncus.report.keep", "");
      if (!wanted.isEmpty()) {
        Files.writeString(Path.of(wanted).resolve(result.getKey() + ".html"), page);
      }
    }
    StudyResult lateral =
        Results.of(
            List.of(
                Results.scored(1, "PA", Results.scores(0.1, 0.1)),
                Results.leftOut(2, "LL", "view", false)),
            Results.negative().labels());
    assertThat(ReportText.html(lateral)).contains("not meant for this view (view)");
    StudyResult revision = Results.revision(SrClass.COMPREHENSIVE_3D);
    assertThat(ReportText.html(revision)).contains("2, replaces " + revision.predecessorUID());
    assertThat(ReportText.html(Results.positive())).contains("left out: view LL is outside");
  }

  @Test
  void decisionsFollowFromScoreAndThreshold() {
    assertThat(Decision.of(0.5, 0.5)).isEqualTo(Decision.PRESENT);
    assertThat(Decision.of(0.49, 0.5)).isEqualTo(Decision.ABSENT);
    assertThat(Decision.of(Double.NaN, 0.5)).isEqualTo(Decision.UNDETERMINED);
    assertThat(Decision.of(0.5, Double.NaN)).isEqualTo(Decision.UNDETERMINED);
    Code code = Code.ofLabel("x");
    assertThatThrownBy(
            () -> new LabelResult("x", code, 0.2, 0.5, Decision.PRESENT, Derivation.MAXIMUM))
        .hasMessageContaining("does not follow");
    assertThatThrownBy(() -> LabelResult.of("x", code, 1.2, 0.5, Derivation.MAXIMUM))
        .hasMessageContaining("found 1.2");
  }

  @Test
  void aResultNeedsAReasonExactlyWhereNothingWasScored() {
    StudyResult r = Results.positive();
    assertThatThrownBy(
            () ->
                new StudyResult(
                    r.source(),
                    r.images(),
                    r.labels(),
                    r.model(),
                    r.device(),
                    "why",
                    1,
                    "",
                    Results.NOON))
        .hasMessageContaining("reason");
    assertThatThrownBy(() -> Results.of(List.of(), r.labels())).hasMessageContaining("evidence");
  }
}
