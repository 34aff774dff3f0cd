package org.truncus.gateway;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.truncus.dicom.DataSet;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;
import org.truncus.gateway.infer.StudyScorer;

/** Starts gateways that are quick enough for tests, and sends to them. */
public final class GatewaySetup {

  private GatewaySetup() {}

  /** Ephemeral ports, short waits, one allowed modality, and STOW-RS. */
  public static GatewayOptions options(Path data) {
    return new GatewayOptions()
        .set(GatewayOption.DATA, data.toString())
        .set(GatewayOption.DICOM_PORT, "0")
        .set(GatewayOption.HTTP_PORT, "0")
        .set(GatewayOption.ACCEPT_FROM, List.of("MOD1@127.0.0.1", "STOW-RS@127.0.0.1"))
        .set(GatewayOption.QUIET_SECONDS, "0.8")
        .set(GatewayOption.RETRY_SECONDS, "0.2")
        .set(GatewayOption.MIN_FREE_MEGABYTES, "16")
        .set(GatewayOption.HIGH_WATER_PERCENT, "100"); // a developer's disk may be fuller
  }

  static Gateway start(GatewayOptions options) {
    return start(options, new BrightnessScorer(1, 0));
  }

  static Gateway start(GatewayOptions options, StudyScorer scorer) {
    return Gateway.start(options.build(), Clock.systemUTC(), List.of(scorer));
  }

  /** Sends images over one association. */
  static SendReport send(int port, Path folder, DataSet... images) {
    List<OutgoingInstance> files =
        Arrays.stream(images)
            .map(
                image ->
                    new OutgoingInstance(
                        SampleImages.write(folder.resolve(UUID.randomUUID() + ".dcm"), image)))
            .toList();
    return new BuiltinTransport()
        .send(new PeerAddress("TRUNCUS", "127.0.0.1", port), "MOD1", files);
  }
}
