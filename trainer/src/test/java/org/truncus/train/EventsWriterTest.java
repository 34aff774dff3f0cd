package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tensorflow.proto.Event;

class EventsWriterTest {

  private static final Instant NOW = Instant.ofEpochMilli(1_700_000_000_500L);

  /** The check value of CRC-32C is e3069283; masked as TFRecord does it. */
  @Test
  void masksTheCrcAsTfRecordsDo() {
    byte[] digits = "123456789".getBytes(StandardCharsets.US_ASCII);
    int crc = 0xe3069283;
    int expected = ((crc >>> 15) | (crc << 17)) + 0xa282ead8;
    assertThat(TfRecord.maskedCrc(digits, 0, digits.length)).isEqualTo(expected);
  }

  @Test
  void writesAFileThatBeginsWithTheVersionAndHoldsTheScalars(@TempDir Path folder)
      throws IOException {
    try (EventsWriter events = new EventsWriter(folder, NOW)) {
      events.scalars(3, NOW, Map.of("loss/train", 0.25, "auroc/val", Double.NaN));
    }
    List<Event> read = read(folder);
    assertThat(read).hasSize(2);
    assertThat(read.get(0).getFileVersion()).isEqualTo("brain.Event:2");
    assertThat(read.get(1).getStep()).isEqualTo(3);
    assertThat(read.get(1).getWallTime()).isEqualTo(1_700_000_000.5);
    assertThat(read.get(1).getSummary().getValueList())
        .singleElement()
        .satisfies(
            value -> {
              assertThat(value.getTag()).isEqualTo("loss/train");
              assertThat(value.getSimpleValue()).isEqualTo(0.25f);
            });
  }

  private static List<Event> read(Path folder) throws IOException {
    Path file;
    try (Stream<Path> files = Files.list(folder)) {
      file = files.findFirst().orElseThrow();
    }
    assertThat(file.getFileName().toString()).startsWith("events.out.tfevents.");
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    List<Event> events = new ArrayList<>();
    while (bytes.hasRemaining()) {
      byte[] length = new byte[8];
      bytes.get(length);
      assertThat(bytes.getInt()).isEqualTo(TfRecord.maskedCrc(length, 0, 8));
      byte[] data =
          new byte[(int) ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong()];
      bytes.get(data);
      assertThat(bytes.getInt()).isEqualTo(TfRecord.maskedCrc(data, 0, data.length));
      events.add(Event.parseFrom(data));
    }
    return events;
  }
}
