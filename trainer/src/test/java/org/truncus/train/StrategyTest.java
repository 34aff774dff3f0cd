package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.truncus.problem.UsageException;

class StrategyTest {

  private static final Path WEIGHTS = Path.of("weights.h5");

  @Test
  void sensibleCombinationsPass() {
    assertThatCode(() -> new RandomInit().check(true, null)).doesNotThrowAnyException();
    assertThatCode(() -> new RandomInit().check(false, null)).doesNotThrowAnyException();
    assertThatCode(() -> new FullFineTune().check(true, WEIGHTS)).doesNotThrowAnyException();
    assertThatCode(() -> new Truncated().check(false, WEIGHTS)).doesNotThrowAnyException();
  }

  @Test
  void othersAreRefusedWithTheWayOut() {
    refused(new RandomInit(), true, WEIGHTS, "--strategy full");
    refused(new RandomInit(), false, WEIGHTS, "--strategy truncated");
    refused(new FullFineTune(), false, WEIGHTS, "--strategy truncated");
    refused(new FullFineTune(), true, null, "--weights FILE");
    refused(new Truncated(), true, WEIGHTS, "--cut");
    refused(new Truncated(), false, null, "--strategy scratch with the same --cut");
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThat(Strategy.named("full")).isEqualTo(new FullFineTune());
    assertThatThrownBy(() -> Strategy.named("fuhl"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("fuhl")
        .hasMessageContaining("scratch, full, truncated");
  }

  private static void refused(Strategy strategy, boolean whole, Path weights, String wayOut) {
    assertThatThrownBy(() -> strategy.check(whole, weights))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(wayOut);
  }
}
