package org.truncus.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.truncus.image.ImageReader;
import org.truncus.image.PixelPolicy;
import org.truncus.problem.TruncusException;

/** Thousands of broken files: read, or refused by one of our types, in bounded time and memory. */
class MutationTest {

  private static final long SEED = 20261123;
  private static final int ROUNDS = 6000;

  private final Random random = new Random(SEED);

  @Test
  void nothingButOurExceptionsComesOut() throws IOException {
    List<byte[]> sources =
        List.of(
            source(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
            source(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
            source(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN),
            source(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN));
    ImageReader images = new ImageReader(PixelPolicy.standard());
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int[] outcomes = new int[2];
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60),
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            byte[] mutant = mutate(sources.get(round % sources.size()));
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            outcomes[decode(images, mutant, round) ? 0 : 1]++;
            long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertThat(taken).as("bytes in round %d of seed %d", round, SEED).isLessThan(64L << 20);
          }
        });
    assertThat(outcomes[0]).as("mutants that were read").isGreaterThan(ROUNDS / 20);
    assertThat(outcomes[1]).as("mutants that were refused").isGreaterThan(ROUNDS / 20);
  }

  private static boolean decode(ImageReader images, byte[] mutant, int round) {
    try {
      images.pixels(DicomReader.read(new ByteArrayInputStream(mutant), Limits.standard()));
      return true;
    } catch (TruncusException e) {
      assertThat(e.getMessage()).isNotBlank();
      return false;
    } catch (IOException | RuntimeException e) {
      throw new AssertionError("round " + round + " of seed " + SEED, e);
    }
  }

  private byte[] mutate(byte[] source) {
    byte[] mutant = source.clone();
    int from = random.nextInt(10) == 0 ? 0 : 132;
    int edits = 1 + random.nextInt(4);
    for (int i = 0; i < edits; i++) {
      int at = from + random.nextInt(mutant.length - from);
      mutant[at] =
          switch (random.nextInt(4)) {
            case 0 -> (byte) 0xFF;
            case 1 -> 0;
            case 2 -> (byte) (mutant[at] ^ (1 << random.nextInt(8)));
            default -> (byte) random.nextInt(256);
          };
    }
    return random.nextInt(8) == 0 ? Arrays.copyOf(mutant, random.nextInt(mutant.length)) : mutant;
  }

  private static byte[] source(TransferSyntax syntax) throws IOException {
    DataSet lut =
        new DataSet()
            .setInts(Tag.LUTDescriptor, 4, 0, 12)
            .setBytes(Tag.LUTData, VR.US, new byte[8]);
    DataSet dataSet =
        ProjectionRadiograph.of(ProjectionRadiograph.Kind.DX, 4, 4, "P1").build(new short[16]);
    dataSet.setItems(Tag.VOILUTSequence, lut).setInts(Tag.PixelPaddingValue, 7);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DicomWriter.write(out, DicomFile.of(dataSet, syntax));
    return out.toByteArray();
  }
}
