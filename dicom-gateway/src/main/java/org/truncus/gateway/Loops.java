package org.truncus.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.truncus.gateway.work.WorkLoop;

/** The threads of a gateway, which its stack closes. */
final class Loops {

  private static final Duration REST = Duration.ofMillis(200);

  private final Stack parts;
  private final List<WorkLoop> running = new ArrayList<>();

  Loops(Stack parts) {
    this.parts = parts;
  }

  /** Starts one that looks for work five times a second. */
  void start(String name, BooleanSupplier step) {
    start(name, REST, step);
  }

  void start(String name, Duration rest, BooleanSupplier step) {
    running.add(parts.push(new WorkLoop(name, rest, step)));
  }

  List<WorkLoop> running() {
    return List.copyOf(running);
  }
}
