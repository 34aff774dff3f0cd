package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.VR;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;
import org.truncus.gateway.dimse.builtin.Tool;

/** A gateway whose store is a real file system of 64 MiB, which fills up. */
@Timeout(180)
class FullDiskTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final int SIDE = 1400; // 3.9 MB
  private static final int IMAGES = 14;

  @TempDir Path temp;
  private Path disk;

  @BeforeEach
  void mount() throws Exception {
    disk = Files.createDirectory(temp.resolve("disk"));
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/mount")), "there is no mount program");
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString()) == 0,
        "only root may mount a small file system");
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", "-l", disk.toString());
  }

  @Test
  void aFullDiskRefusesInputStillDeliversAndTakesInputAgain() throws Exception {
    int port = Tool.freePort();
    Path ballast = Files.write(disk.resolve("ballast"), new byte[12 << 20]);
    try (Gateway gateway =
        GatewaySetup.start(
            GatewaySetup.options(disk.resolve("gw"))
                .set(GatewayOption.SEND_TO, ReceivingPacs.address(port).toString()))) {
      Http http = new Http(gateway);
      assertThat(send(gateway, SampleImages.image(1, 1, 0.4)).allDelivered()).isTrue();
      await().atMost(LONG).until(() -> state(http, 1).equals("reported"));

      SendReport full =
          send(
              gateway,
              IntStream.rangeClosed(1, IMAGES).mapToObj(i -> large(2, i)).toArray(DataSet[]::new));
      List<Integer> statuses =
          full.instances().stream().map(i -> i.status().orElseThrow()).toList();
      int taken = statuses.indexOf(0xA700);
      assertThat(taken).isBetween(4, 12);
      assertThat(statuses.subList(0, taken)).containsOnly(0);
      assertThat(statuses.subList(taken, IMAGES)).containsOnly(0xA700);
      assertThat(full.instances().get(taken).message()).contains("out of disk space");

      SendReport later = send(gateway, SampleImages.image(3, 1, 0.4));
      assertThat(later.failure().orElseThrow().reject())
          .contains(AssociationReject.TEMPORARY_CONGESTION);
      assertThat(
              new BuiltinTransport()
                  .echo(new PeerAddress("TRUNCUS", "127.0.0.1", gateway.dicomPort()), "MOD1")
                  .ok())
          .isTrue();
      assertThat(http.text("/health/readiness", "*/*")).contains("the disk is nearly full");

      try (ReceivingPacs pacs = new ReceivingPacs(port)) {
        await().atMost(LONG).until(() -> state(http, 1).equals("delivered"));
        await().atMost(LONG).until(() -> state(http, 2).equals("delivered"));
        assertThat(http.study(2).path("instances")).hasSize(taken);
        assertThat(http.text("/prometheus", "*/*")).contains("truncus_input_refused 1.0");

        Files.delete(ballast);
        await()
            .atMost(LONG)
            .until(() -> send(gateway, SampleImages.image(3, 1, 0.4)).allDelivered());
        await().atMost(LONG).until(() -> state(http, 3).equals("delivered"));
        assertThat(pacs.reports()).hasSize(3);
        assertThat(http.text("/prometheus", "*/*")).contains("truncus_input_refused 0.0");
        assertThat(http.get("/health/readiness", "*/*").statusCode()).isEqualTo(200);
      }
    }
  }

  private SendReport send(Gateway gateway, DataSet... images) {
    return GatewaySetup.send(gateway.dicomPort(), temp, images);
  }

  private static DataSet large(int study, int instance) {
    return SampleImages.image(study, instance, 0.3)
        .setInts(Tag.Rows, SIDE)
        .setInts(Tag.Columns, SIDE)
        .setBytes(Tag.PixelData, VR.OW, new byte[2 * SIDE * SIDE]);
  }

  private static String state(Http http, int study) throws Exception {
    JsonNode json = http.study(study);
    return json.path("state").asText();
  }

  private static int run(String... command) throws IOException, InterruptedException {
    return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
  }
}
