package org.truncus.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.json.Json;

class LabelCodeTest {

  /** Identifiers that occur in DICOM's own context groups, and that of a module, 18 digits. */
  @ParameterizedTest
  @ValueSource(
      strings = {"233604007", "60046008", "36118008", "19242006", "27925004", "900000000000207008"})
  void realIdentifiersAreTaken(String id) {
    assertThat(new LabelCode(id, "SCT", "x").value()).isEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"233604008", "233640007", "23360400", "R-00339", "233604007 "})
  void mistypedIdentifiersAreNot(String id) {
    assertThatThrownBy(() -> new LabelCode(id, "SCT", "x"))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @CsvSource({
    "'',DCM,meaning,value",
    "1,'',meaning,scheme",
    "1,12345678901234567,meaning,scheme",
    "1,DCM,'',meaning",
    "a\\b,DCM,meaning,backslash"
  })
  void whatDicomCannotHoldIsRefused(String value, String scheme, String meaning, String what) {
    assertThatThrownBy(() -> new LabelCode(value, scheme, meaning))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(what);
    assertThatThrownBy(() -> new LabelCode("1", "DCM", "m".repeat(65)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 64 characters, found 65");
  }

  @Test
  void aLabelWithoutACodeIsReportedByItsName() {
    Algorithm algorithm =
        new Algorithm(
            "a", "1", "m", Map.of("effusion", new LabelCode("60046008", "SCT", "Effusion")));

    assertThat(algorithm.code("effusion").scheme()).isEqualTo("SCT");
    assertThat(algorithm.code("Enlarged Cardiomediastinum"))
        .isEqualTo(
            new LabelCode("Enlarged Cardiomediastinum", "99TRUNCUS", "Enlarged Cardiomediastinum"));
    assertThat(LabelCode.ofLabel("x".repeat(80)).meaning()).hasSize(64);
  }

  @Test
  void aSiteIsWrittenWhereItWasGivenAndOldDocumentsAreReadWithoutOne()
      throws JsonProcessingException {
    LabelCode effusion = new LabelCode("60046008", "SCT", "Effusion");
    Algorithm without = new Algorithm("a", "1", "m", Map.of("effusion", effusion));
    LabelSite pleura =
        new LabelSite(
            new LabelCode("3120008", "SCT", "Pleura"), new LabelCode("24028007", "SCT", "Right"));
    Algorithm with = new Algorithm("a", "1", "m", without.codes(), Map.of("effusion", pleura));

    String old = Json.write(without);
    assertThat(old).doesNotContain("sites");
    assertThat(Json.mapper().readValue(old, Algorithm.class)).isEqualTo(without);
    assertThat(without.site("effusion")).isEmpty();
    assertThat(Json.mapper().readValue(Json.write(with), Algorithm.class)).isEqualTo(with);
    assertThat(with.forVersion(3).site("effusion")).contains(pleura);
    assertThat(new Algorithm("a", "", "m", Map.of(), with.sites()).forVersion(3).sites())
        .isEqualTo(with.sites());
    assertThat(Json.write(new LabelSite(pleura.site(), null))).doesNotContain("laterality");
  }
}
