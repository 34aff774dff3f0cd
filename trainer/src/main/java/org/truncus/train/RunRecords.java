package org.truncus.train;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.tensorflow.TensorFlow;
import org.truncus.net.Devices;

/** Makes the record a run begins with. */
final class RunRecords {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

  private RunRecords() {}

  static RunRecord first(RunPlan plan, int channels, Instant now) {
    return new RunRecord(
        RunRecord.SCHEMA_VERSION,
        id(plan, now),
        now,
        null,
        RunStatus.RUNNING,
        null,
        plan.config(),
        plan.config().seed(),
        device(plan.config()),
        versions(),
        plan.data().record(),
        plan.weightsRecord(),
        plan.preprocessing(channels),
        Arrays.stream(plan.loss().weights()).boxed().toList(),
        plan.built(),
        plan.parameters(),
        plan.network().summary(plan.config().input().imageSize()).macs(),
        0,
        null,
        Map.of());
  }

  /** Time, data and configuration: runs that differ in any have different names. */
  private static String id(RunPlan plan, Instant now) {
    long digest =
        Seeds.mix(
            now.toEpochMilli(), plan.config().hashCode(), plan.data().list().sha256().hashCode());
    return STAMP.format(now) + "-" + String.format(Locale.ROOT, "%08x", (int) digest);
  }

  private static String device(TrainConfig config) {
    boolean gpu = config.compute().device() != Device.CPU && Devices.hasGpu();
    String name =
        gpu ? "GPU of " + Devices.list() : "CPU, " + config.compute().computing() + " threads";
    return name + ", " + config.compute().precision().text();
  }

  private static Map<String, String> versions() {
    Map<String, String> versions = new LinkedHashMap<>();
    String own = RunRecords.class.getPackage().getImplementationVersion();
    versions.put("truncus", own == null ? "development" : own);
    versions.put("tensorflow", TensorFlow.version());
    versions.put("java", Runtime.version().toString());
    versions.put("os", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    return versions;
  }
}
