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

/**
 * Broken and random files: read, or refused by one of our types, in bounded time and memory.
 * Thousands in the gate; {@code -Dtruncus.mutants=1000000} tries a million and prints how memory
 * goes.
 */
class MutationTest {

  private static final List<VR> VRS = List.of(VR.values());

  private static final long SEED = 20261123;
  private static final int ROUNDS = Integer.getInteger("truncus.mutants", 6000);
  private static final long GROWTH = 32L << 20;
  private static final long SLOW_NANOS = 10_000_000_000L;

  private final Random random = new Random(SEED);

  @Test
  void nothingButOurExceptionsComesOut() throws IOException {
    List<byte[]> sources =
        List.of(
            source(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN),
            source(TransferSyntax.IMPLICIT_VR_LITTLE_ENDIAN),
            source(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN),
            source(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN),
            new byte[0]);
    ImageReader images = new ImageReader(PixelPolicy.standard());
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    int[] outcomes = new int[2];
    long[] memory = new long[10];
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(60 + ROUNDS / 100),
        () -> {
          for (int round = 0; round < ROUNDS; round++) {
            if (round % (ROUNDS / 10) == 0) {
              memory[Math.min(9, round / (ROUNDS / 10))] = usedAfterGc();
            }
            byte[] source = sources.get(round % sources.size());
            byte[] mutant = source.length == 0 ? noise() : mutate(source);
            long start = System.nanoTime();
            long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
            outcomes[decode(images, mutant, round) ? 0 : 1]++;
            long taken = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
            assertThat(taken).as("bytes in round %d of seed %d", round, SEED).isLessThan(64L << 20);
            assertThat(System.nanoTime() - start)
                .as("nanoseconds of round %d of seed %d", round, SEED)
                .isLessThan(SLOW_NANOS);
          }
        });
    System.out.printf(
        "seed %d: %d files, %d read, %d refused, KiB in use after each tenth %s%n",
        SEED,
        ROUNDS,
        outcomes[0],
        outcomes[1],
        Arrays.toString(Arrays.stream(memory).map(bytes -> bytes >> 10).toArray()));
    assertThat(memory[9] - memory[1]).as("bytes more than after a tenth").isLessThan(GROWTH);
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

  private static long usedAfterGc() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /** A data set of elements with random tags, VRs, lengths and bytes. */
  private byte[] noise() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int elements = 1 + random.nextInt(12);
    for (int i = 0; i < elements; i++) {
      int group = random.nextInt(3) == 0 ? 0x28 : random.nextInt(20) == 0 ? 0x7FE0 : 8 + i * 2;
      int element = random.nextInt(8) * 2;
      VR vr = VRS.get(random.nextInt(VRS.size()));
      int length = random.nextInt(12) == 0 ? random.nextInt(1 << 16) : 2 * random.nextInt(8);
      out.writeBytes(new byte[] {(byte) group, (byte) (group >> 8), (byte) element, 0});
      out.writeBytes(vr.name().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
      if (vr.hasLongLength()) {
        out.writeBytes(new byte[2]);
      }
      out.writeBytes(new byte[] {(byte) length, (byte) (length >> 8)});
      if (vr.hasLongLength()) {
        out.writeBytes(random.nextInt(12) == 0 ? new byte[] {-1, -1} : new byte[2]);
      }
      byte[] value = new byte[Math.min(length, 64)];
      random.nextBytes(value);
      out.writeBytes(value);
    }
    return out.toByteArray();
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
