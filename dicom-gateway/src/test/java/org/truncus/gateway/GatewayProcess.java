package org.truncus.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.truncus.gateway.infer.StudyScorer;

/** A gateway in a process of its own, which can be killed. */
final class GatewayProcess {

  private final Process process;
  private final int dicomPort;
  private final int httpPort;

  private GatewayProcess(Process process, int dicomPort, int httpPort) {
    this.process = process;
    this.dicomPort = dicomPort;
    this.httpPort = httpPort;
  }

  /** The other process: data folder, the brightness at which it dies, and {@code OPTION=value}s. */
  public static void main(String[] args) throws InterruptedException {
    GatewayOptions options = GatewaySetup.options(Path.of(args[0]));
    for (int i = 2; i < args.length; i++) {
      String[] setting = args[i].split("=", 2);
      options.set(GatewayOption.valueOf(setting[0]), setting[1]);
    }
    StudyScorer scorer = new DeadlyScorer(Double.parseDouble(args[1]));
    Gateway gateway = Gateway.start(options.build(), Clock.systemUTC(), List.of(scorer));
    System.out.println(gateway.dicomPort() + " " + gateway.httpPort());
    new CountDownLatch(1).await(); // until it is killed
  }

  /** Starts one and waits until its ports are open; its log is appended to a file. */
  static GatewayProcess start(Path data, Path log, Map<GatewayOption, String> options)
      throws IOException {
    return start(data, log, 2, options);
  }

  /** The same, with a model that ends the process when it sees an image that is brighter. */
  static GatewayProcess start(
      Path data, Path log, double deadly, Map<GatewayOption, String> options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                GatewayProcess.class.getName(),
                data.toString(),
                String.valueOf(deadly)));
    options.forEach((option, value) -> command.add(option.name() + "=" + value));
    Process process =
        new ProcessBuilder(command)
            .redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()))
            .start();
    BufferedReader out =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    String line = out.readLine();
    if (line == null) {
      process.destroyForcibly();
      throw new IOException("the gateway did not start; its log is " + log);
    }
    String[] ports = line.split(" ", -1);
    return new GatewayProcess(process, Integer.parseInt(ports[0]), Integer.parseInt(ports[1]));
  }

  int dicomPort() {
    return dicomPort;
  }

  long pid() {
    return process.pid();
  }

  Http http() {
    return new Http("http://127.0.0.1:" + httpPort);
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Waits until it has ended by itself. */
  void awaitEnd() throws InterruptedException {
    process.waitFor();
  }
}
