package org.truncus.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.truncus.gateway.dimse.Transports;
import org.truncus.net.CpuFeatures;
import org.truncus.net.Devices;

/** What {@code doctor} looks at, one after the other. */
final class Examination {

  private static final long GIB = 1L << 30;
  private static final long NATIVE_BYTES = GIB;

  private Examination() {}

  /**
   * One thing looked at.
   *
   * @param name what
   * @param value what was found
   * @param problem what is wrong and what to do; null where nothing is
   */
  record Finding(String name, String value, String problem) {

    static Finding fine(String name, String value) {
      return new Finding(name, value, null);
    }
  }

  static List<Finding> ofThisMachine() {
    Version version = new Version();
    List<Finding> findings = new ArrayList<>();
    findings.add(Finding.fine("truncus", version.truncus()));
    findings.add(Finding.fine("java", version.java()));
    findings.add(Finding.fine("system", system()));
    findings.add(Finding.fine("cpu features", cpuFeatures()));
    findings.add(memory());
    findings.add(disk("native cache", Path.of(System.getProperty("user.home")), NATIVE_BYTES));
    findings.add(disk("temporary files", Path.of(System.getProperty("java.io.tmpdir")), GIB));
    findings.add(disk("working folder", Path.of("").toAbsolutePath(), GIB));
    findings.add(devices(version));
    findings.add(Finding.fine("dicom transport", String.join(", ", Transports.present())));
    return findings;
  }

  private static String system() {
    return String.format(
        Locale.ROOT,
        "%s %s, %s, %d cores",
        System.getProperty("os.name"),
        System.getProperty("os.version"),
        System.getProperty("os.arch"),
        Runtime.getRuntime().availableProcessors());
  }

  private static String cpuFeatures() {
    Set<String> flags = CpuFeatures.ofThisMachine().flags();
    return flags.isEmpty()
        ? "none that speed up networks, or unknown on this system"
        : String.join(" ", flags);
  }

  private static Finding memory() {
    long heap = Runtime.getRuntime().maxMemory();
    String value = String.format(Locale.ROOT, "Java heap up to %.1f GiB", (double) heap / GIB);
    return new Finding(
        "memory",
        value,
        heap >= GIB ? null : "less than 1 GiB of heap; give more with TRUNCUS_JAVA_OPTS=-Xmx4g");
  }

  private static Finding disk(String name, Path folder, long needed) {
    try {
      long free = Files.getFileStore(folder).getUsableSpace();
      String value = String.format(Locale.ROOT, "%s, %.1f GiB free", folder, (double) free / GIB);
      return new Finding(
          name,
          value,
          free >= needed
              ? null
              : String.format(
                  Locale.ROOT,
                  "at least %.1f GiB should be free; make room",
                  (double) needed / GIB));
    } catch (IOException e) {
      return new Finding(name, folder.toString(), "can't be looked at: " + e.getMessage());
    }
  }

  private static Finding devices(Version version) {
    String name = "tensorflow";
    try {
      return Finding.fine(name, version.tensorFlow() + ", devices " + Devices.list());
    } catch (LinkageError e) {
      return new Finding(
          name,
          version.tensorFlow(),
          "its native library does not load: "
              + e.getMessage()
              + "; build on this machine, for this operating system");
    }
  }
}
