package org.truncus.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.truncus.gateway.work.DiskSpace;

/** When input is refused for want of room, and when it is taken again. */
class DiskGuardTest {

  private long free = 50;
  private long size = 100;

  @Test
  void refusesAtTheHighWaterUntilThereIsSomewhatMoreRoom() {
    DiskGuard guard = new DiskGuard(this::space, 0.9, 0);
    assertThat(guard.low()).isFalse();
    free = 10;
    assertThat(guard.low()).isFalse();
    free = 9;
    assertThat(guard.low()).isTrue();
    free = 11;
    assertThat(guard.low()).isTrue(); // it doesn't flap
    free = 12;
    assertThat(guard.low()).isFalse();
    free = 10;
    assertThat(guard.low()).isFalse();
  }

  @Test
  void refusesBelowTheLeastRoomUntilThereIsSomewhatMore() {
    size = 100_000;
    DiskGuard guard = new DiskGuard(this::space, 1, 1000);
    free = 1000;
    assertThat(guard.low()).isFalse();
    free = 999;
    assertThat(guard.low()).isTrue();
    free = 1249;
    assertThat(guard.low()).isTrue();
    free = 1250;
    assertThat(guard.low()).isFalse();
  }

  @Test
  void stopsWhatIsUnderWayWhenHalfOfTheReserveIsGone() {
    DiskGuard guard = new DiskGuard(this::space, 0.9, 4);
    free = 5;
    assertThat(guard.exhausted()).isFalse();
    free = 4;
    assertThat(guard.exhausted()).isTrue();
    assertThat(new DiskGuard(this::space, 1, 8).exhausted()).isFalse();
    free = 3;
    assertThat(new DiskGuard(this::space, 1, 8).exhausted()).isTrue();
  }

  private DiskSpace space() {
    return new DiskSpace(size - free, free);
  }
}
