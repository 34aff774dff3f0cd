package org.truncus.gateway;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;

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

  /** The other process: data folder, destination, and how far its clock is ahead, in hours. */
  public static void main(String[] args) throws InterruptedException {
    GatewayOptions options =
        GatewaySetup.options(Path.of(args[0]))
            .set(GatewayOption.SEND_TO, args[1])
            .set(GatewayOption.QUIET_SECONDS, "3600");
    Clock clock = Clock.offset(Clock.systemUTC(), Duration.ofHours(Long.parseLong(args[2])));
    Gateway gateway = Gateway.start(options.build(), clock, List.of(new BrightnessScorer(1, 0)));
    System.out.println(gateway.dicomPort() + " " + gateway.httpPort());
    new CountDownLatch(1).await(); // until it is killed
  }

  /** Starts it and waits until its ports are open; its log is appended to a file. */
  static GatewayProcess start(Path data, String destination, int hoursAhead, Path log)
      throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                GatewayProcess.class.getName(),
                data.toString(),
                destination,
                String.valueOf(hoursAhead))
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

  Http http() {
    return new Http("http://127.0.0.1:" + httpPort);
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
