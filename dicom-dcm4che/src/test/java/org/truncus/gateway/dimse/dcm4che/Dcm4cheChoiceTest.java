package org.truncus.gateway.dimse.dcm4che;

import static org.assertj.core.api.Assertions.assertThat;
import static org.truncus.gateway.dimse.contract.ScriptedProvider.accept;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.EchoReport;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.Transports;
import org.truncus.gateway.dimse.contract.ScriptedProvider;

/** Where dcm4che is on the class path it is taken, and what it can't do is said. */
class Dcm4cheChoiceTest {

  @Test
  void isTakenWhereNoneIsNamed() {
    assertThat(Transports.present()).containsExactly("dcm4che", "builtin");
    assertThat(Transports.open("auto", CallOptions.standard()))
        .isInstanceOf(Dcm4cheTransport.class);
    assertThat(Transports.open("builtin", CallOptions.standard()).name()).isEqualTo("builtin");
  }

  @Test
  void refusesPeersThatOfferPdusOfTwoGibibytesAndMore() throws IOException {
    try (ScriptedProvider pacs =
        new ScriptedProvider(
            user -> {
              accept(user, 0xFFFFFFFFL);
              user.read();
            })) {
      EchoReport report =
          new Dcm4cheTransport(CallOptions.standard()).echo(pacs.address(), "GATEWAY");
      assertThat(report.failure().orElseThrow().kind()).isEqualTo(FailureKind.PERMANENT);
      assertThat(report.failure().orElseThrow().message())
          .contains("4294967295 bytes", "--transport builtin");
    }
  }
}
