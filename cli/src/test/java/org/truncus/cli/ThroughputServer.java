package org.truncus.cli;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
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

  /** {@code truncus gateway} with a small package; no study is complete before it ends. */
  static ThroughputServer gateway(Path temp) throws IOException {
    String given = System.getProperty("truncus.throughput.model");
    Path model = given == null ? TrainedModels.tiny(temp) : Path.of(given);
    GatewayServer gateway = GatewayServer.start(temp, model, "--quiet-seconds", "3600");
    return new ThroughputServer(
        gateway.process(), "TRUNCUS", gateway.dicomPort(), temp.resolve("gateway/data"));
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
