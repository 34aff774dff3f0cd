package org.truncus.gateway.report;

import java.util.ArrayList;
import java.util.List;

/**
 * Algorithm Parameters (111002, DCM): one {@code key=value} text for each topic, at most 1024
 * characters.
 */
final class AlgorithmParameters {
  private static final int LONGEST = 1024;

  private AlgorithmParameters() {}

  /** The parameters behind the result of one label. */
  static List<String> of(ModelIdentity model, String label) {
    List<String> parameters = new ArrayList<>();
    add(parameters, "model.sha256", model.sha256());
    add(parameters, "preprocess.id", model.preprocessId());
    add(
        parameters,
        "operatingPoint",
        model.operatingPoints().getOrDefault(label, model.operatingPoint()));
    add(parameters, "calibration", model.calibration());
    add(parameters, "score.kind", model.scoreKind());
    return parameters;
  }

  private static void add(List<String> parameters, String key, String value) {
    if (!value.isEmpty()) {
      String text = key + "=" + value;
      parameters.add(text.length() <= LONGEST ? text : text.substring(0, LONGEST));
    }
  }
}
