package org.truncus.gateway.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MultipartReaderTest {

  private static final long SEED = 20261126;

  @Test
  void partsComeWithTheirHeadersAndBodies() throws IOException {
    MultipartReader reader =
        reader(
            "preamble\r\n--B\r\nContent-Type: application/dicom\r\nX: 1\r\n\r\none\r\n"
                + "--B  \r\n\r\n\r\n--B\r\n\r\n--B-- \r\nepilogue --B");

    MultipartReader.Part one = reader.next().orElseThrow();
    assertThat(one.headers())
        .containsEntry("content-type", "application/dicom")
        .containsEntry("x", "1");
    assertThat(text(one)).isEqualTo("one");
    assertThat(text(reader.next().orElseThrow())).as("an empty body").isEmpty();
    assertThat(text(reader.next().orElseThrow())).as("no line for a body").isEmpty();
    assertThat(reader.next()).isEmpty();
    assertThat(reader.next()).isEmpty();
  }

  @Test
  void aPartThatIsntReadIsPassedOver() throws IOException {
    MultipartReader reader =
        reader("--B\r\n\r\n" + "x".repeat(200_000) + "\r\n--B\r\n\r\n2\r\n--B--");
    reader.next();

    assertThat(text(reader.next().orElseThrow())).isEqualTo("2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no boundary at all",
        "--B",
        "--B\r\n",
        "--B\r\n\r\nno last boundary",
        "--B\r\n\r\nno last boundary\r\n--",
        "--B\r\n\r\nbegun\r\n--B",
        "--B\r\n\r\none\r\n--B\r\n",
        "--Bxyz\r\n\r\none\r\n--B--",
        "--B\r\nno colon\r\n\r\none\r\n--B--",
        "--B\nContent-Type: a/b\n\none\n--B--"
      })
  void whatIsNoMultipartIsSaidToBeNone(String body) {
    assertThatThrownBy(() -> readAll(reader(body))).isInstanceOf(MalformedBodyException.class);
  }

  @Test
  void preambleAndHeadersAreBounded() {
    String long1 = "x".repeat(MultipartReader.MAX_PREAMBLE + 1);
    assertThatThrownBy(() -> reader(long1 + "\r\n--B--").next())
        .hasMessageContaining("first boundary");
    String long2 = "A: " + "x".repeat(MultipartReader.MAX_HEADER);
    assertThatThrownBy(() -> reader("--B\r\n" + long2 + "\r\n\r\n\r\n--B--").next())
        .hasMessageContaining("header is longer");
    String many = "A: 1\r\n".repeat(MultipartReader.MAX_HEADER / 6 + 1);
    assertThatThrownBy(() -> reader("--B\r\n" + many + "\r\n\r\n--B--").next())
        .hasMessageContaining("header is longer");
  }

  @Test
  void whateverTheChunksThePartsAreTheSame() throws IOException {
    Random random = new Random(SEED);
    for (int round = 0; round < 400; round++) {
      List<byte[]> bodies = new ArrayList<>();
      for (int i = random.nextInt(4); i >= 0; i--) {
        bodies.add(trickyBytes(random, random.nextInt(round % 20 == 0 ? 150_000 : 500)));
      }
      String boundary = "b".repeat(1 + random.nextInt(70));
      byte[] body = multipart(boundary, bodies);
      MultipartReader reader = new MultipartReader(new Chunks(body, random), boundary);
      for (byte[] expected : bodies) {
        assertThat(slowly(reader.next().orElseThrow().body(), random))
            .as("round %d", round)
            .isEqualTo(expected);
      }
      assertThat(reader.next()).isEmpty();
    }
  }

  @Test
  void mutantsEitherReadOrAreMalformed() {
    Random random = new Random(SEED);
    int mutants = Integer.getInteger("truncus.mutants", 3000);
    int read = 0;
    int malformed = 0;
    for (int i = 0; i < mutants; i++) {
      byte[] body = multipart("bb", List.of(trickyBytes(random, 60), trickyBytes(random, 60)));
      for (int n = random.nextInt(4); n >= 0; n--) {
        body[random.nextInt(body.length)] = (byte) "\r\n-b:x\0".charAt(random.nextInt(7));
      }
      byte[] cut =
          random.nextInt(4) > 0 ? body : java.util.Arrays.copyOf(body, random.nextInt(body.length));
      try {
        readAll(new MultipartReader(new Chunks(cut, random), "bb"));
        read++;
      } catch (MalformedBodyException e) {
        malformed++;
      } catch (IOException | RuntimeException e) {
        throw new AssertionError("mutant " + i, e);
      }
    }
    assertThat(read).isGreaterThan(mutants / 20);
    assertThat(malformed).isGreaterThan(mutants / 20);
  }

  @Test
  void bytesThatAlmostAreABoundaryTakeLinearTime() throws IOException {
    String boundary = "-".repeat(70);
    byte[] almost = ("\r\n--" + "-".repeat(69) + "x").getBytes(StandardCharsets.US_ASCII);
    byte[] body = new byte[almost.length * 200_000];
    for (int i = 0; i < body.length; i++) {
      body[i] = almost[i % almost.length];
    }
    byte[] multipart = multipart(boundary, List.of(body));

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          MultipartReader reader =
              new MultipartReader(new ByteArrayInputStream(multipart), boundary);
          long count = 0;
          InputStream part = reader.next().orElseThrow().body();
          byte[] buffer = new byte[7]; // small reads don't look again at what follows
          for (int n = part.read(buffer); n >= 0; n = part.read(buffer)) {
            count += n;
          }
          assertThat(count).isEqualTo(body.length);
        });
  }

  private static MultipartReader reader(String body) {
    return new MultipartReader(
        new ByteArrayInputStream(body.getBytes(StandardCharsets.ISO_8859_1)), "B");
  }

  private static void readAll(MultipartReader reader) throws IOException {
    for (Optional<MultipartReader.Part> part = reader.next(); part.isPresent(); ) {
      part.get().body().readAllBytes();
      part = reader.next();
    }
  }

  private static String text(MultipartReader.Part part) throws IOException {
    return new String(part.body().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  private static byte[] multipart(String boundary, List<byte[]> bodies) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte[] body : bodies) {
      out.writeBytes(ascii("--" + boundary + "\r\nContent-Type: application/dicom\r\n\r\n"));
      out.writeBytes(body);
      out.writeBytes(ascii("\r\n"));
    }
    out.writeBytes(ascii("--" + boundary + "--\r\n"));
    return out.toByteArray();
  }

  /** Full of the beginnings of boundaries, but without one: no boundary here has a digit. */
  private static byte[] trickyBytes(Random random, int length) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    while (out.size() < length) {
      String piece = "\r\n--" + "b".repeat(70);
      out.writeBytes(ascii(piece.substring(0, random.nextInt(5))));
      out.write('0' + random.nextInt(10));
    }
    return out.toByteArray();
  }

  private static byte[] slowly(InputStream in, Random random) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[1 + random.nextInt(10_000)];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Gives a body in pieces of random lengths, as a network does. */
  private static final class Chunks extends InputStream {
    private final ByteArrayInputStream bytes;
    private final Random random;
    private final int most;

    Chunks(byte[] body, Random random) {
      this.bytes = new ByteArrayInputStream(body);
      this.random = random;
      this.most = body.length > 10_000 ? 5000 : 1 + random.nextInt(40);
    }

    @Override
    public int read() {
      return bytes.read();
    }

    @Override
    public int read(byte[] buffer, int offset, int length) {
      return bytes.read(buffer, offset, Math.min(length, 1 + random.nextInt(most)));
    }
  }
}
