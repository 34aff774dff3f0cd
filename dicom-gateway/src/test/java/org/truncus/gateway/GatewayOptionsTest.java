package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.gateway.deliver.Destination;
import org.truncus.gateway.report.SrClass;
import org.truncus.problem.UsageException;

class GatewayOptionsTest {

  @TempDir Path temp;

  @Test
  void defaultsAreTheContract() {
    GatewayConfig config =
        new GatewayOptions().set(GatewayOption.ACCEPT_FROM, "MOD1@127.0.0.1").build();
    assertThat(config.aeTitle()).isEqualTo("TRUNCUS");
    assertThat(config.dicomPort()).isEqualTo(11112);
    assertThat(config.httpPort()).isEqualTo(8080);
    assertThat(config.bind()).isEqualTo("127.0.0.1");
    assertThat(config.timing().quiet()).isEqualTo(Duration.ofSeconds(60));
    assertThat(config.timing().releaseQuiet()).isEmpty();
    assertThat(config.timing().maxAge()).isEqualTo(Duration.ofMinutes(90));
    assertThat(config.retries().cap()).isEqualTo(Duration.ofMinutes(15));
    assertThat(config.retries().giveUp()).isEqualTo(Duration.ofDays(3));
    assertThat(config.database()).isEqualTo(Optional.empty());
  }

  @Test
  void aFlagWinsOverAVariableAndThatOverTheFile() throws IOException {
    Path file = temp.resolve("gateway.yml");
    Files.writeString(
        file,
        """
        aeTitle: FILE
        http-port: 1
        dicom-port: 1
        quiet-seconds: 0.5
        data: here
        model: [models/a, models/b]
        accept-from: [MOD1, "MOD2@10.0.0.0/8"]
        send-to: PACS@127.0.0.1:104
        """);
    GatewayConfig config =
        new GatewayOptions()
            .yaml(file)
            .environment(
                Map.of("TRUNCUS_HTTP_PORT", "2", "TRUNCUS_DICOM_PORT", "2", "TRUNCUS_OTHER", "x"))
            .set(GatewayOption.DICOM_PORT, "3")
            .build();
    assertThat(config.aeTitle()).isEqualTo("FILE");
    assertThat(config.httpPort()).isEqualTo(2);
    assertThat(config.dicomPort()).isEqualTo(3);
    assertThat(config.timing().quiet()).isEqualTo(Duration.ofMillis(500));
    assertThat(config.data()).isEqualTo(temp.resolve("here"));
    assertThat(config.models())
        .isEqualTo(List.of(temp.resolve("models/a"), temp.resolve("models/b")));
    assertThat(config.acceptFrom()).hasSize(2);
    assertThat(config.dicomPeers().get(0).port()).isEqualTo(104);
  }

  @Test
  void aListInAVariableHasCommas() {
    GatewayConfig config =
        new GatewayOptions().environment(Map.of("TRUNCUS_ACCEPT_FROM", "MOD1, MOD2@::1")).build();
    assertThat(config.acceptFrom()).hasSize(2);
  }

  @Test
  void anEntryOfTheAllowListMayBeAMap() throws IOException {
    Path file = temp.resolve("gateway.yml");
    Files.writeString(
        file,
        """
        accept-from:
          - MOD1
          - {aet: CR1, from: 10.0.0.0/8, called: TRUNCUS, tls: "CN=cr1,O=Hospital"}
        """);
    assertThat(new GatewayOptions().yaml(file).build().acceptFrom())
        .extracting(Object::toString)
        .containsExactly("MOD1", "CR1@10.0.0.0/8>TRUNCUS;tls=CN=cr1,O=Hospital");
  }

  @Test
  void nobodyMaySendUnlessSaidSo() {
    assertThatThrownBy(() -> new GatewayOptions().build())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--accept-from");
    assertThat(new GatewayOptions().set(GatewayOption.INSECURE_ACCEPT_ANY, "true").build())
        .isNotNull();
  }

  @Test
  void nonsenseIsNamed() throws IOException {
    Path file = Files.writeString(temp.resolve("g.yml"), "ae-titel: X\n");
    assertThatThrownBy(() -> new GatewayOptions().yaml(file))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("ae-titel")
        .hasMessageContaining("ae-title");
    GatewayOptions options = new GatewayOptions().set(GatewayOption.ACCEPT_FROM, "MOD1");
    assertThatThrownBy(() -> options.set(GatewayOption.DICOM_PORT, "many").build())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--dicom-port");
    for (String seconds : List.of("-1", "NaN", "Infinity", "1e300")) {
      assertThatThrownBy(
              () ->
                  new GatewayOptions()
                      .set(GatewayOption.ACCEPT_FROM, "MOD1")
                      .set(GatewayOption.QUIET_SECONDS, seconds)
                      .build())
          .isInstanceOf(UsageException.class)
          .hasMessageContaining("--quiet-seconds is '" + seconds + "'");
    }
    assertThatThrownBy(
            () ->
                options
                    .set(GatewayOption.DICOM_PORT, "104")
                    .set(GatewayOption.SEND_TO, "TRUNCUS@127.0.0.1:104")
                    .build())
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("loop");
  }

  @Test
  void aDestinationIsAPeerOrAServiceWithItsWishes() {
    Destination peer = Destination.parse("PACS@10.0.0.5:104/tls;sr=enhanced;failures=true");
    assertThat(peer.key()).isEqualTo("PACS@10.0.0.5:104/tls");
    assertThat(peer.wishes()).isEqualTo(new Destination.Wishes(SrClass.ENHANCED, true, false));
    Destination web = Destination.parse("https://pacs:8042/dicom-web/;token=secret;heatmaps=true");
    assertThat(web.key()).isEqualTo("https://pacs:8042/dicom-web");
    assertThat(web).isInstanceOf(Destination.Web.class);
    assertThat(web.wishes().saliency()).isTrue();
    for (String wrong :
        List.of(
            "PACS@h:1;sr=text",
            "PACS@h:1;colour=red",
            "PACS@h:1;failures=perhaps",
            "PACS@h:1;token=f",
            "https://user:pw@host/x",
            "PACS")) {
      assertThatThrownBy(() -> Destination.parse(wrong))
          .as(wrong)
          .isInstanceOf(UsageException.class);
    }
  }
}
