package org.truncus.progress;

import java.util.concurrent.atomic.AtomicBoolean;

/** A wish to stop, set by the first Ctrl-C and looked at between two batches. Thread-safe. */
public final class StopSignal {

  private final AtomicBoolean asked = new AtomicBoolean();

  /** Asks for a stop at the next safe point. */
  public void ask() {
    asked.set(true);
  }

  /** Whether a stop has been asked for. */
  public boolean asked() {
    return asked.get();
  }
}
