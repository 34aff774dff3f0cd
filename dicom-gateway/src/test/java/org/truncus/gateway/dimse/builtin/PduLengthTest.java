package org.truncus.gateway.dimse.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.contract.ScriptedProvider;
import org.truncus.gateway.dimse.contract.TestInstances;
import org.truncus.gateway.dimse.pdu.Pdu;

/** Fragments are as long as the peer takes and even (PS3.8 annex E), whatever number it offers. */
@Timeout(60)
class PduLengthTest {

  private final BuiltinTransport transport = new BuiltinTransport();

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({"8, 8", "9, 8", "100, 100", "4096, 4096", "65537, 65536", "4294967295, 131072"})
  void takesTheLongestEvenLength(long offered, int longest) throws IOException {
    AtomicInteger seen = new AtomicInteger();
    try (ScriptedProvider pacs =
        new ScriptedProvider(
            user -> {
              ScriptedProvider.accept(user, offered);
              ScriptedProvider.Request request = ScriptedProvider.readStore(user);
              seen.set(request.longestPdu());
              user.sendCommand(
                  request.contextId(), request.command().response(StoreResponse.success()));
              user.read();
              user.send(new Pdu.ReleaseRp());
            })) {
      int side = longest < 4096 ? 8 : 400;
      List<OutgoingInstance> file =
          List.of(new OutgoingInstance(TestInstances.file(folder, 0, side)));
      assertThat(transport.send(pacs.address(), "GATEWAY", file).allDelivered()).isTrue();
    }
    assertThat(seen.get()).isEqualTo(longest);
  }
}
