package org.truncus.validate;

import java.util.concurrent.CancellationException;

/**
 * A validation was stopped before every row was scored. There is no report of half a list; the same
 * command goes on where it was.
 */
public final class StoppedException extends CancellationException {

  StoppedException(int done, int of) {
    super(
        "stopped after "
            + done
            + " of "
            + of
            + " rows; no report was written. The same command goes on from there");
  }
}
