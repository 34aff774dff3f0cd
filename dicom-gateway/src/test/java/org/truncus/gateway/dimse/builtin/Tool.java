package org.truncus.gateway.dimse.builtin;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of DCMTK, Orthanc or OpenSSL, as the Debian packages install them. */
public record Tool(Path program) {

  private static final long PATIENCE_SECONDS = 40;

  /** What a program said, both streams together. */
  public record Outcome(int exitCode, String output) {}

  /** Skips the test, by name, where the program is absent. */
  public static Tool named(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("") + ":/usr/sbin";
    Optional<Path> found =
        Stream.of(path.split(File.pathSeparator))
            .filter(folder -> !folder.isEmpty())
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst();
    assumeTrue(found.isPresent(), name + " isn't installed");
    return new Tool(found.get());
  }

  public Outcome run(Path scratch, Object... arguments) throws IOException, InterruptedException {
    Path output = Files.createTempFile(scratch, program.getFileName().toString(), ".txt");
    Process process = builder(arguments).redirectOutput(output.toFile()).start();
    if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly().waitFor();
    }
    String text = Files.readString(output);
    return new Outcome(process.exitValue(), text);
  }

  /** Starts a server; its output goes to the file. */
  public Process start(Path output, Object... arguments) throws IOException {
    return builder(arguments).redirectOutput(output.toFile()).start();
  }

  /** A port that was free a moment ago. */
  public static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private ProcessBuilder builder(Object... arguments) {
    List<String> command = new ArrayList<>();
    command.add(program.toString());
    for (Object argument : arguments) {
      command.add(argument.toString());
    }
    return new ProcessBuilder(command).redirectErrorStream(true);
  }
}
