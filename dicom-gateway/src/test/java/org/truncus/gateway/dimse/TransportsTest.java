package org.truncus.gateway.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.problem.UsageException;

/** Which adapter is meant by {@code --transport}. */
class TransportsTest {

  @Test
  void hasTheBuiltInOneAlways() {
    assertThat(Transports.present()).contains("builtin");
    assertThat(Transports.open("builtin", CallOptions.standard()).name()).isEqualTo("builtin");
  }

  @Test
  void takesTheFirstThatIsPresentWhereNoneIsNamed() {
    String first = Transports.present().get(0);
    assertThat(Transports.named("auto")).isEqualTo(first);
    assertThat(Transports.open("auto", CallOptions.standard()).name()).isEqualTo(first);
  }

  @Test
  void saysHowToGetDcm4cheWhereItIsAbsent() {
    assumeFalse(Transports.present().contains("dcm4che"), "this build has dcm4che");
    assertThatThrownBy(() -> Transports.named("dcm4che"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("-Pdcm4che")
        .hasMessageContaining("builtin");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "DCM4CHE", "pixelmed"})
  void knowsNoOthers(String name) {
    assertThatThrownBy(() -> Transports.open(name, CallOptions.standard()))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("expected auto or one that this build has")
        .hasMessageContaining("builtin");
  }
}
