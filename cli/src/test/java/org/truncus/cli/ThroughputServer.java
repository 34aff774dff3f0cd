package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.truncus.dicom.DicomReader;
import org.truncus.json.Json;

/**
 * A DICOM server in a process of its own.
 *
 * @param title its AE title
 * @param store the folder below which it keeps one file for each instance
 */
record ThroughputServer(Process process, String title, int port, Path store)
    implements AutoCloseable {

  private static final Path ORTHANC = Path.of("/usr/sbin/Orthanc");
  private static final Duration START = Duration.ofSeconds(60);

  /** {@code truncus gateway} with a package of two epochs; no study is complete before it ends. */
  static ThroughputServer gateway(Path temp) throws IOException {
    Path model = model(temp);
    Path data = temp.resolve("gateway");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
    command.addAll(List.of(System.getProperty("truncus.throughput.java", "-Xmx1g").split(" ", -1)));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.add("gateway");
    command.addAll(List.of("--model", model.toString(), "--data", data.toString()));
    command.addAll(List.of("--dicom-port", "0", "--http-port", "0"));
    command.addAll(List.of("--accept-from", "MOD1@127.0.0.1", "--quiet-seconds", "3600"));
    Process process =
        new ProcessBuilder(command).redirectError(temp.resolve("gateway.log").toFile()).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    while (line != null && !line.startsWith("DICOM")) {
      line = out.readLine();
    }
    assertThat(line).as("what the gateway says; see gateway.log").isNotNull();
    int port = Integer.parseInt(line.replaceAll(".* ", ""));
    return new ThroughputServer(process, "TRUNCUS", port, data.resolve("data"));
  }

  /** Orthanc as it comes: every file forced to the disk, an SQLite index. */
  static ThroughputServer orthanc(Path temp) throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(ORTHANC), "Orthanc is not installed");
    Path store = Files.createDirectory(temp.resolve("orthanc"));
    int port = freePort();
    Path config =
        Files.writeString(
            temp.resolve("orthanc.json"),
            Json.write(
                Map.of(
                    "StorageDirectory", store.toString(),
                    "IndexDirectory", store.toString(),
                    "DicomAet", "ORTHANC",
                    "DicomPort", port,
                    "HttpPort", freePort(),
                    "Plugins", List.of())));
    Process process =
        new ProcessBuilder(ORTHANC.toString(), config.toString())
            .redirectErrorStream(true)
            .redirectOutput(temp.resolve("orthanc.log").toFile())
            .start();
    await().atMost(START).until(() -> answers(port));
    return new ThroughputServer(process, "ORTHANC", port, store);
  }

  /** How many instances lie on the disk. */
  long stored() throws IOException {
    try (Stream<Path> files = Files.walk(store)) {
      return files
          .filter(Files::isRegularFile)
          .filter(file -> !file.getFileName().toString().startsWith("index"))
          .filter(ThroughputServer::isDicom)
          .count();
    }
  }

  private static boolean isDicom(Path file) {
    try (var in = Files.newInputStream(file)) {
      return DicomReader.isPart10(in.readNBytes(132));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Path model(Path temp) {
    String given = System.getProperty("truncus.throughput.model");
    if (given != null) {
      return Path.of(given);
    }
    Path data = temp.resolve("phantom");
    Path run = temp.resolve("run");
    ok("phantom", "--out", data, "--patients", 60, "--images-per-patient", 1, "--size", 64, "-q");
    ok(
        "train",
        "--list",
        data.resolve("list.csv"),
        "--out",
        run,
        "--backbone",
        "mobilenet-v1-0.25",
        "--strategy",
        "scratch",
        "--cut",
        "L2",
        "--image-size",
        48,
        "--epochs",
        2,
        "-q");
    Run export =
        ok("export", "--run", run, "--models", temp.resolve("models"), "--name", "tiny", "-q");
    return Path.of(export.out().strip());
  }

  private static Run ok(Object... arguments) {
    Run run = Run.of(arguments);
    assertThat(run.exitCode()).as(run.err()).isZero();
    return run;
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, java.util.concurrent.TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
