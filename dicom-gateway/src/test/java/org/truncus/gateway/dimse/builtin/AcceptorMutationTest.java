package org.truncus.gateway.dimse.builtin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;

/**
 * Mutants of conversations neither crash the acceptor, nor hold it up, nor make it grow. The number
 * is small in the gate; {@code -Dtruncus.mutants=1000000} runs a million.
 */
@Timeout(value = 60, unit = TimeUnit.MINUTES)
class AcceptorMutationTest {

  private static final long SEED = 20261125;
  private static final int MUTANTS = Integer.getInteger("truncus.mutants", 3000);
  private static final long SLOW_NANOS = 20_000_000_000L;
  private static final long GROWTH = 64L << 20;

  private final Logger log = (Logger) LoggerFactory.getLogger("org.truncus");
  private final Level level = log.getLevel();

  @BeforeEach
  void silence() {
    log.setLevel(Level.OFF);
  }

  @AfterEach
  void speak() {
    log.setLevel(level);
  }

  @Test
  void soundConversationsAreServed() throws IOException {
    try (AcceptorInMemory acceptor = new AcceptorInMemory()) {
      for (byte[] stream : Streams.sound()) {
        assertThat(acceptor.play(stream)).isEqualTo(AcceptorInMemory.End.ASSOCIATED);
      }
    }
  }

  @Test
  void survivesMutants() throws IOException {
    Random random = new Random(SEED);
    Map<AcceptorInMemory.End, Integer> ends = new EnumMap<>(AcceptorInMemory.End.class);
    long slowest = 0;
    List<Long> memory = new ArrayList<>();
    try (AcceptorInMemory acceptor = new AcceptorInMemory()) {
      for (int i = 0; i < MUTANTS; i++) {
        byte[] stream = Streams.mutant(random);
        long start = System.nanoTime();
        try {
          ends.merge(acceptor.play(stream), 1, Integer::sum);
        } catch (RuntimeException | Error e) {
          throw new AssertionError("seed " + SEED + ", mutant " + i, e);
        }
        slowest = Math.max(slowest, System.nanoTime() - start);
        if (i % (MUTANTS / 10) == 0) {
          memory.add(usedAfterGc() >> 10);
        }
      }
      long growth = usedAfterGc() - (memory.get(1) << 10);
      System.out.printf(
          "seed %d: %d mutants, %s, slowest %d ms, KiB in use after each tenth %s%n",
          SEED, MUTANTS, ends, slowest / 1_000_000, memory);
      assertThat(growth).as("bytes more than after a tenth").isLessThan(GROWTH);
    }
    assertThat(slowest).as("nanoseconds for one mutant").isLessThan(SLOW_NANOS);
    assertThat(ends.values()).as("both kinds of end occur").hasSize(2);
    assertThat(ends.values()).allMatch(count -> count > MUTANTS / 50);
  }

  private static long usedAfterGc() {
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
