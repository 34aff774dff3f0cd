package org.truncus.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.truncus.json.Json;

class LabelCalibrationJsonTest {

  static List<Calibrator> calibrators() {
    return List.of(
        new Uncalibrated(),
        new Temperature(1.7),
        new JointTemperature(0.4),
        new Platt(0.8, -0.3),
        new VectorScale(1.1, 0.2),
        new Beta(1.5, 0, 0.1),
        new Isotonic(List.of(-1.5, -1.25, 2.0), List.of(0.125, 0.5, 0.75)));
  }

  @ParameterizedTest
  @MethodSource("calibrators")
  void everyCalibratorComesBack(Calibrator calibrator) throws JsonProcessingException {
    LabelCalibration written =
        new LabelCalibration(
            calibrator,
            PriorCorrection.ofWeight(3, "weight"),
            PrevalenceShift.ofLabel(0.3, 0.02),
            Map.of(CalibrationMethod.PLATT, 0.4),
            "a reason",
            20,
            8,
            new CalibrationQuality(0.1, 0.2, 0.6),
            CalibrationQuality.of(
                new double[] {0.2, 0.7, 0.6}, new boolean[] {false, true, false}));

    String json = Json.write(written);

    assertThat(Json.mapper().readValue(json, LabelCalibration.class)).isEqualTo(written);
    assertThat(json).startsWith("{\n  \"method\" : \"" + calibrator.method().text() + "\"");
  }

  @Test
  void parametersStandBesideTheMethod() throws JsonProcessingException {
    JsonNode json =
        Json.mapper().valueToTree(LabelCalibration.of(new Beta(1.5, 0.5, 0.1), 20, 8, null, null));

    assertThat(json.path("method").asText()).isEqualTo("beta");
    assertThat(json.path("a").asDouble()).isEqualTo(1.5);
    assertThat(json.path("c").asDouble()).isEqualTo(0.1);
    assertThat(json.has("calibrator")).isFalse();
    assertThat(json.has("words")).isFalse();
    assertThat(json.path("priorCorrection").path("logit").asDouble()).isZero();
  }

  @Test
  void aTemperatureOfAnEarlierDocumentIsRead() throws JsonProcessingException {
    String json =
        """
        {"method": "temperature", "temperature": 1.25, "reason": null, "rows": 40, "positives": 9,
         "before": {"ece": 0.1, "brier": 0.2, "nll": 0.6}, "after": {"ece": 0.05, "brier": 0.2, "nll": 0.5}}
        """;

    LabelCalibration read = Json.mapper().readValue(json, LabelCalibration.class);

    assertThat(read.calibrator()).isEqualTo(new Temperature(1.25));
    assertThat(read.priorCorrection().logit()).isZero();
    assertThat(read.after().slope()).isNaN();
    assertThat(read.after().ece()).isEqualTo(0.05);
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    for (String wrong :
        List.of(
            "\"temperature\", \"temperature\": -1",
            "\"platt\", \"slope\": 0, \"intercept\": 1",
            "\"beta\", \"a\": 0, \"b\": 0, \"c\": 1",
            "\"isotonic\", \"logits\": [1, 0], \"probabilities\": [0.1, 0.2]",
            "\"isotonic\", \"logits\": [0, 1], \"probabilities\": [0.5, 1]",
            "\"sorcery\"")) {
      assertThatThrownBy(
              () ->
                  Json.mapper()
                      .readValue(
                          "{\"method\": " + wrong + ", \"rows\": 1}", LabelCalibration.class))
          .as(wrong)
          .isInstanceOf(JsonMappingException.class);
    }
  }
}
