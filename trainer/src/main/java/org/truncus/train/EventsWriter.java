package org.truncus.train;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Map;
import org.tensorflow.proto.Event;
import org.tensorflow.proto.Summary;

/**
 * A TensorBoard event file: records ({@link TfRecord}) of {@code Event} messages with scalars.
 * Closed by who opened it.
 */
final class EventsWriter implements AutoCloseable {

  private final Path file;
  private final OutputStream out;

  /** Opens a new file {@code events.out.tfevents.<milliseconds>.truncus} in the folder. */
  EventsWriter(Path folder, Instant now) {
    Durable.createFolder(folder);
    file = folder.resolve("events.out.tfevents." + now.toEpochMilli() + ".truncus");
    try {
      out =
          new BufferedOutputStream(
              Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND));
    } catch (IOException e) {
      throw Durable.cannotWrite(file, e);
    }
    write(event(now).setFileVersion("brain.Event:2").build());
  }

  /** Writes scalars such as {@code loss/train} of a step; NaN is left out. */
  void scalars(long step, Instant now, Map<String, Double> values) {
    Summary.Builder summary = Summary.newBuilder();
    values.forEach(
        (tag, value) -> {
          if (!value.isNaN()) {
            summary.addValue(
                Summary.Value.newBuilder().setTag(tag).setSimpleValue(value.floatValue()));
          }
        });
    write(event(now).setStep(step).setSummary(summary).build());
  }

  private static Event.Builder event(Instant now) {
    return Event.newBuilder().setWallTime(now.toEpochMilli() / 1000.0);
  }

  private void write(Event event) {
    try {
      out.write(TfRecord.of(event.toByteArray()));
      out.flush();
    } catch (IOException e) {
      throw Durable.cannotWrite(file, e);
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      throw Durable.cannotWrite(file, e);
    }
  }
}
