package org.truncus.gateway.dimse.pdu;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Broken PDUs end in a PDU, a {@link PduException} or the end of the stream, and in nothing else.
 */
class PduMutationTest {

  private static final long SEED = 20260101;
  private static final int MUTANTS =
      Math.max(20_000, Integer.getInteger("truncus.mutants", 20_000));

  @Test
  void survivesMutants() throws IOException {
    Random random = new Random(SEED);
    List<byte[]> originals = PduCodecTest.pdus().map(PduEncoder::encode).toList();
    int read = 0;
    int refused = 0;
    int ended = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = mutate(originals.get(random.nextInt(originals.size())), random);
      ByteArrayInputStream in = new ByteArrayInputStream(mutant);
      try {
        assertThat(new PduReader(in, 4096).read(in.read()).name()).isNotEmpty();
        read++;
      } catch (PduException e) {
        assertThat(e).hasMessageMatching("(?s).+");
        refused++;
      } catch (EOFException e) {
        ended++;
      } catch (RuntimeException e) {
        throw new AssertionError("seed " + SEED + ", mutant " + i, e);
      }
    }
    assertThat(List.of(read, refused, ended)).as("seed %d", SEED).allMatch(n -> n > MUTANTS / 100);
  }

  private static byte[] mutate(byte[] original, Random random) {
    byte[] bytes = original.clone();
    int changes = 1 + random.nextInt(4);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(Math.min(bytes.length, random.nextBoolean() ? 12 : bytes.length));
      switch (random.nextInt(4)) {
        case 0 -> bytes[at] = (byte) random.nextInt();
        case 1 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> bytes[at] = (byte) (random.nextBoolean() ? 0xFF : 0);
        default -> bytes = Arrays.copyOf(bytes, Math.max(1, bytes.length - random.nextInt(20)));
      }
    }
    return bytes;
  }
}
