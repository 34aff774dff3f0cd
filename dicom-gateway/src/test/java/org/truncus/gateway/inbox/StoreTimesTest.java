package org.truncus.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class StoreTimesTest {

  @Test
  void quantilesAreAsExactAsTheirClasses() {
    StoreTimes times = new StoreTimes();
    assertThat(times.quantile(0.5)).isNaN();
    for (int millis = 1; millis <= 1000; millis++) {
      times.add(Duration.ofMillis(millis));
    }
    for (double share : new double[] {0.1, 0.5, 0.95, 1}) {
      assertThat(times.quantile(share)).as("%s", share).isBetween(share, share * 1.19);
    }
  }

  @Test
  void whatIsVeryQuickOrVerySlowIsCountedToo() {
    StoreTimes times = new StoreTimes();
    times.add(Duration.ZERO);
    assertThat(times.quantile(1)).isEqualTo(0.0005);
    times.add(Duration.ofHours(1));
    assertThat(times.quantile(1)).isGreaterThan(300);
  }
}
