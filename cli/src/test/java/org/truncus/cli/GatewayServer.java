package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.builtin.BuiltinTransport;
import org.truncus.json.Json;

/** {@code truncus gateway} in a process of its own, on ports that the system chooses. */
record GatewayServer(Process process, int dicomPort, int httpPort) implements AutoCloseable {

  /**
   * Starts it for the caller MOD1.
   *
   * @param temp for its data folder and its log
   * @param options further flags
   */
  static GatewayServer start(Path temp, Path model, String... options) throws IOException {
    return start(temp, model, System.getProperty("truncus.throughput.java", "-Xmx1g"), options);
  }

  /**
   * The same with a Java heap that is there from the start and doesn't grow: what grows then is
   * something else.
   */
  static GatewayServer startWithFixedHeap(Path temp, Path model, String... options)
      throws IOException {
    return start(temp, model, "-Xms384m -Xmx384m -XX:+AlwaysPreTouch", options);
  }

  private static GatewayServer start(Path temp, Path model, String java, String[] options)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
    command.addAll(List.of(java.split(" ", -1)));
    command.add("-cp");
    command.add(
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")));
    command.add(Main.class.getName());
    command.add("gateway");
    command.addAll(List.of("--model", model.toString()));
    command.addAll(List.of("--data", temp.resolve("gateway").toString()));
    command.addAll(List.of("--dicom-port", "0", "--http-port", "0"));
    command.addAll(List.of("--accept-from", "MOD1@127.0.0.1"));
    command.addAll(List.of(options));
    Process process =
        new ProcessBuilder(command).redirectError(temp.resolve("gateway.log").toFile()).start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    return new GatewayServer(process, port(out, "DICOM"), port(out, "HTTP"));
  }

  private static int port(BufferedReader out, String start) throws IOException {
    String line = out.readLine();
    while (line != null && !line.startsWith(start)) {
      line = out.readLine();
    }
    assertThat(line).as("what the gateway says; see gateway.log").isNotNull();
    return Integer.parseInt(line.replaceAll(".* ", ""));
  }

  /** Asks over HTTP. */
  JsonNode json(String path) throws IOException, InterruptedException {
    return Json.mapper().readTree(get(path));
  }

  private byte[] get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + httpPort + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofByteArray()).body();
  }

  /** Sends files over one association. */
  SendReport send(List<OutgoingInstance> files) {
    return new BuiltinTransport()
        .send(new PeerAddress("TRUNCUS", "127.0.0.1", dicomPort), "MOD1", files);
  }

  /** A figure that it gives to Prometheus. */
  double figure(String name) throws IOException, InterruptedException {
    return new String(get("/prometheus"), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith(name))
        .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
        .findFirst()
        .orElseThrow();
  }

  /** The memory it has, in MiB, as Linux says. */
  double residentMebibytes() throws IOException {
    for (String line : Files.readAllLines(Path.of("/proc", process.pid() + "", "status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
      }
    }
    throw new IOException("no VmRSS");
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
