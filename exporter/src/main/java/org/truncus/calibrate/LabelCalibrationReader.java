package org.truncus.calibrate;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import org.truncus.json.Json;

/** Reads a {@link LabelCalibration}, whose calibrator's parameters stand beside its method. */
final class LabelCalibrationReader {

  private LabelCalibrationReader() {}

  static LabelCalibration read(ObjectNode json) {
    try {
      return new LabelCalibration(
          Json.mapper().treeToValue(json, type(json.path("method").asText())),
          part(json, "priorCorrection", PriorCorrection.class),
          part(json, "prevalenceShift", PrevalenceShift.class),
          Json.mapper().convertValue(json.get("crossValidatedNll"), new LossByMethod()),
          part(json, "reason", String.class),
          json.path("rows").asInt(),
          json.path("positives").asInt(),
          part(json, "before", CalibrationQuality.class),
          part(json, "after", CalibrationQuality.class));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e.getOriginalMessage(), e);
    }
  }

  private static Class<? extends Calibrator> type(String method) {
    return switch (CalibrationMethod.named(method)) {
      case NONE -> Uncalibrated.class;
      case TEMPERATURE -> Temperature.class;
      case JOINT_TEMPERATURE -> JointTemperature.class;
      case PLATT -> Platt.class;
      case VECTOR -> VectorScale.class;
      case BETA -> Beta.class;
      case ISOTONIC -> Isotonic.class;
    };
  }

  private static <T> T part(ObjectNode json, String name, Class<T> type)
      throws JsonProcessingException {
    JsonNode part = json.get(name);
    return part == null || part.isNull() ? null : Json.mapper().treeToValue(part, type);
  }

  private static final class LossByMethod extends TypeReference<Map<CalibrationMethod, Double>> {}
}
