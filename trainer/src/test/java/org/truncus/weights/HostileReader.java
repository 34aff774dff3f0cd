package org.truncus.weights;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.List;
import org.truncus.problem.TruncusException;

/**
 * Imports files in a process of its own, which has little memory. Prints a line for each: name,
 * milliseconds of processor time, what came of it.
 */
final class HostileReader {

  private HostileReader() {}

  public static void main(String[] files) {
    WeightSpec stem =
        new WeightSpec(
            "conv1_conv.kernel", new int[] {7, 7, 3, 64}, true, new Initializer.Constant(0));
    WeightTarget target = new WeightTarget("resnet50", "L1", List.of(stem), 1e-5f);
    for (String file : files) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      String outcome;
      try {
        outcome = "imported " + WeightImport.load(Path.of(file), target).coverage();
      } catch (TruncusException e) {
        outcome = e.getClass().getSimpleName() + ": " + e.getMessage();
      } catch (Throwable e) { // what must not happen is reported too
        outcome = "threw " + e;
      }
      long time = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      System.out.printf(
          "%s\t%d\t%s%n",
          Path.of(file).getFileName(), time / 1_000_000, outcome.lines().findFirst().orElse(""));
    }
  }
}
