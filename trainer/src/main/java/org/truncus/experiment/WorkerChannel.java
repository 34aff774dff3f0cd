package org.truncus.experiment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.truncus.json.Json;

/** Two streams between an experiment and a worker. Sending is thread-safe; one thread receives. */
final class WorkerChannel implements AutoCloseable {

  private static final ObjectWriter WRITER =
      Json.mapper().writerFor(WorkerMessage.class).without(SerializationFeature.INDENT_OUTPUT);

  private final BufferedReader in;
  private final BufferedWriter out;

  WorkerChannel(InputStream in, OutputStream out) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = new BufferedWriter(new OutputStreamWriter(out, StandardCharsets.UTF_8));
  }

  /** Sends a message; false where the other side is gone. */
  synchronized boolean send(WorkerMessage message) {
    try {
      out.write(WRITER.writeValueAsString(message));
      out.newLine();
      out.flush();
      return true;
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("can't be sent: " + message, e);
    } catch (IOException e) {
      return false;
    }
  }

  /** The next message; empty where the other side is gone. Lines that are none are passed over. */
  Optional<WorkerMessage> receive() {
    try {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (line.startsWith("{\"message\":")) {
          return Optional.of(Json.mapper().readValue(line, WorkerMessage.class));
        }
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      out.close();
    } catch (IOException e) {
      // the other side is gone, which is what closing is for
      return;
    }
  }
}
