package org.truncus.experiment;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truncus.problem.EnvironmentException;
import org.truncus.train.Durable;

/** Starts worker processes. */
interface WorkerLauncher {

  /**
   * Starts one.
   *
   * @param log for what it writes to standard error
   * @param environment beside that of this process
   */
  Process start(Path log, Map<String, String> environment);

  /** Starts them with the Java, the class path and the options of this process. */
  static WorkerLauncher likeThisProcess() {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter(option -> !option.startsWith("-agentlib") && !option.startsWith("-javaagent"))
            .toList());
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(CellWorker.class.getName());
    return (log, environment) -> started(command, log, environment);
  }

  private static Process started(List<String> command, Path log, Map<String, String> environment) {
    Durable.createFolder(log.getParent());
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    try {
      return builder.start();
    } catch (IOException e) {
      throw new EnvironmentException("a worker process can't be started: " + e.getMessage(), e);
    }
  }
}
