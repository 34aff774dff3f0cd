package org.truncus.train;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.truncus.problem.UsageException;

/** Refuses settings of a network that contradict its strategy, saying what to choose instead. */
final class StrategyChecks {

  private StrategyChecks() {}

  /**
   * Checks what was asked for.
   *
   * @param whole whether the cut keeps the whole backbone
   * @throws UsageException for the first contradiction found
   */
  static void check(NetworkConfig asked, boolean whole) {
    asked.strategy().check(whole, asked.weights());
    effective(asked, "--slim-factor", asked.slimFactor(), StrategyDefaults::slimFactor);
    effective(asked, "--body-lr-ratio", asked.bodyLrRatio(), StrategyDefaults::bodyLrRatio);
    String frozenBn = asked.frozenBn() == null ? null : asked.frozenBn().text();
    effective(asked, "--frozen-bn", frozenBn, StrategyDefaults::frozenBn);
    checkInit(asked);
  }

  private static void effective(
      NetworkConfig asked, String option, Object value, Function<StrategyDefaults, ?> setting) {
    if (value != null && setting.apply(asked.strategy().defaults()) == null) {
      String others =
          Arrays.stream(Strategy.values())
              .filter(strategy -> setting.apply(strategy.defaults()) != null)
              .map(Strategy::text)
              .collect(Collectors.joining(", "));
      throw new UsageException(
          "%s %s has no effect with --strategy %s, only with %s. Leave it out, or choose another strategy."
              .formatted(option, value, asked.strategy().text(), others));
    }
  }

  private static void checkInit(NetworkConfig asked) {
    Strategy strategy = asked.strategy();
    Init init = asked.init() == null ? strategy.defaults().init() : asked.init();
    if (init == Init.RANDOM && strategy.importsWeights()) {
      throw new UsageException(
          "--init random contradicts --strategy %s, which starts from trained weights. Choose --strategy scratch, or leave --init out."
              .formatted(strategy.text()));
    }
    if (init != Init.RANDOM && !strategy.importsWeights()) {
      throw new UsageException(
          "--init %s needs trained weights, but --strategy %s starts from random ones. Choose --strategy full, or truncated with a --cut."
              .formatted(init.text(), strategy.text()));
    }
    boolean allTrained = strategy instanceof FullFineTune || strategy instanceof Truncated;
    if (init == Init.MEANVAR && !allTrained) {
      throw new UsageException(
          "--init meanvar destroys the features that --strategy %s keeps. Choose --strategy full or truncated, or leave --init out."
              .formatted(strategy.text()));
    }
  }

  /** Refuses a strategy without the weights it starts from. */
  static void requireWeights(Strategy strategy, Path weights, String without) {
    if (weights == null) {
      throw new UsageException(
          "--strategy %s starts from trained weights, but none are given. Name them with --weights FILE, or choose %s."
              .formatted(strategy.text(), without));
    }
  }
}
