package org.truncus.reuse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.truncus.json.Json;

/** Against numpy's SVD, by {@code make_svcca_golden.py}. */
class SvccaGoldenTest {

  @TestFactory
  List<DynamicTest> agreesWithNumpy() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    try (InputStream in = SvccaGoldenTest.class.getResourceAsStream("svcca-golden.json")) {
      for (JsonNode golden : Json.mapper().readTree(in)) {
        tests.add(DynamicTest.dynamicTest(golden.get("name").asText(), () -> agrees(golden)));
      }
    }
    assertThat(tests).hasSize(5);
    return tests;
  }

  private static void agrees(JsonNode golden) {
    double variance = golden.get("variance").asDouble();
    Basis first = Basis.of(features(golden.get("first")), variance);
    Basis second = Basis.of(features(golden.get("second")), variance);

    assertThat(List.of(first.kept(), second.kept()))
        .containsExactly(golden.get("kept").get(0).asInt(), golden.get("kept").get(1).asInt());
    double[] expected =
        StreamSupport.stream(golden.get("correlations").spliterator(), false)
            .mapToDouble(JsonNode::asDouble)
            .toArray();
    assertThat(first.correlations(second)).containsExactly(expected, within(1e-6));
  }

  private static Features features(JsonNode rows) {
    int channels = rows.get(0).size();
    float[] values = new float[rows.size() * channels];
    int at = 0;
    for (JsonNode row : rows) {
      for (JsonNode value : row) {
        values[at++] = (float) value.asDouble();
      }
    }
    return new Features(rows.size(), channels, values);
  }
}
