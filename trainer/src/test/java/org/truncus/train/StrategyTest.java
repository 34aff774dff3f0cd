package org.truncus.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.truncus.problem.UsageException;

class StrategyTest {

  private static final Path WEIGHTS = Path.of("weights.h5");

  @Test
  void sensibleCombinationsPass() {
    passes(new RandomInit(), true, config -> config);
    passes(new RandomInit(), false, config -> config.init(Init.RANDOM));
    passes(new FullFineTune(), true, config -> config.weights(WEIGHTS));
    passes(new FullFineTune(), true, config -> config.weights(WEIGHTS).bodyLrRatio(0.1));
    passes(new FullFineTune(), true, config -> config.weights(WEIGHTS).init(Init.MEANVAR));
    passes(new Truncated(), false, config -> config.weights(WEIGHTS).init(Init.MEANVAR));
    passes(
        new LayerwiseFineTune(),
        false,
        config -> config.weights(WEIGHTS).bodyLrRatio(0.2).frozenBn(FrozenBatchNorm.UPDATE));
    passes(new TransFusion(), false, config -> config.weights(WEIGHTS).slimFactor(4));
    passes(new LinearProbe(), false, config -> config.weights(WEIGHTS));
    passes(new LinearProbe(), true, config -> config.weights(WEIGHTS).head(HeadType.FLATTEN));
  }

  @Test
  void cutsAndWeightsThatContradictAreRefusedWithTheWayOut() {
    refused(new RandomInit(), true, config -> config.weights(WEIGHTS), "--strategy full");
    refused(new RandomInit(), false, config -> config.weights(WEIGHTS), "--strategy truncated");
    refused(new FullFineTune(), false, config -> config.weights(WEIGHTS), "--strategy truncated");
    refused(new FullFineTune(), true, config -> config, "--weights FILE");
    refused(new Truncated(), true, config -> config.weights(WEIGHTS), "--cut");
    refused(new Truncated(), false, config -> config, "--strategy scratch with the same --cut");
    refused(new LayerwiseFineTune(), true, config -> config.weights(WEIGHTS), "--strategy probe");
    refused(new LayerwiseFineTune(), false, config -> config, "--weights FILE");
    refused(new TransFusion(), true, config -> config.weights(WEIGHTS), "--strategy full");
    refused(new TransFusion(), false, config -> config, "--strategy scratch");
    refused(new LinearProbe(), true, config -> config, "--weights FILE");
    refused(new LinearProbe(), false, config -> config, "--weights FILE");
  }

  @Test
  void settingsWithoutEffectAreRefusedWithTheStrategiesThatHaveAUseForThem() {
    refused(
        new Truncated(),
        false,
        config -> config.weights(WEIGHTS).slimFactor(2),
        "--slim-factor 2 has no effect with --strategy truncated, only with transfusion");
    refused(
        new TransFusion(),
        false,
        config -> config.weights(WEIGHTS).bodyLrRatio(0.1),
        "only with full, truncated, layerwise");
    refused(new LinearProbe(), true, config -> config.weights(WEIGHTS).bodyLrRatio(0.1), "full");
    refused(
        new FullFineTune(),
        true,
        config -> config.weights(WEIGHTS).frozenBn(FrozenBatchNorm.UPDATE),
        "--frozen-bn update has no effect with --strategy full, only with layerwise, probe");
  }

  @Test
  void initsThatContradictTheStrategyAreRefused() {
    refused(
        new Truncated(),
        false,
        config -> config.weights(WEIGHTS).init(Init.RANDOM),
        "--strategy scratch");
    refused(new RandomInit(), true, config -> config.init(Init.MEANVAR), "--strategy full");
    refused(
        new LayerwiseFineTune(),
        false,
        config -> config.weights(WEIGHTS).init(Init.MEANVAR),
        "destroys the features that --strategy layerwise keeps");
    refused(
        new TransFusion(), false, config -> config.weights(WEIGHTS).init(Init.MEANVAR), "destroys");
    refused(
        new LinearProbe(), true, config -> config.weights(WEIGHTS).init(Init.MEANVAR), "destroys");
  }

  @Test
  void numbersOutOfRangeAreRefusedByTheirOption() {
    outOfRange(config -> config.slimFactor(1), "--slim-factor: found 1, expected 2 or more");
    outOfRange(config -> config.bodyLrRatio(0.0), "--body-lr-ratio: found 0.0");
    outOfRange(config -> config.bodyLrRatio(1.5), "--body-lr-ratio: found 1.5");
    outOfRange(config -> config.bnMomentum(1), "--bn-momentum: found 1.0");
    outOfRange(config -> config.bnMomentum(Double.NaN), "--bn-momentum: found NaN");
  }

  @Test
  void whatIsNotAskedForHasTheStrategysDefault() {
    NetworkConfig layerwise = config(new LayerwiseFineTune(), config -> config).resolved("L8");
    assertThat(layerwise.cut()).isEqualTo("L8");
    assertThat(layerwise.init()).isEqualTo(Init.PRETRAINED);
    assertThat(layerwise.bodyLrRatio()).isEqualTo(0.1);
    assertThat(layerwise.frozenBn()).isEqualTo(FrozenBatchNorm.INFERENCE);
    assertThat(layerwise.slimFactor()).isNull();
    assertThat(layerwise.resolved("L8")).isEqualTo(layerwise);
    assertThat(config(new TransFusion(), config -> config).resolved("L8").slimFactor())
        .isEqualTo(2);
    NetworkConfig asked =
        config(new LayerwiseFineTune(), config -> config.bodyLrRatio(0.3)).resolved("L8");
    assertThat(asked.bodyLrRatio()).isEqualTo(0.3);
    NetworkConfig scratch = config(new RandomInit(), config -> config).resolved("L17");
    assertThat(scratch.init()).isEqualTo(Init.RANDOM);
    assertThat(scratch.bodyLrRatio()).isNull();
    assertThat(scratch.frozenBn()).isNull();
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    for (Strategy strategy : Strategy.values()) {
      assertThat(Strategy.named(strategy.text())).isEqualTo(strategy);
    }
    assertThatThrownBy(() -> Strategy.named("fuhl"))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("fuhl")
        .hasMessageContaining("scratch, full, truncated, layerwise, transfusion, probe");
  }

  private static void passes(
      Strategy strategy, boolean whole, UnaryOperator<NetworkConfig.Builder> settings) {
    assertThatCode(() -> StrategyChecks.check(config(strategy, settings), whole))
        .doesNotThrowAnyException();
  }

  private static void refused(
      Strategy strategy,
      boolean whole,
      UnaryOperator<NetworkConfig.Builder> settings,
      String wayOut) {
    assertThatThrownBy(() -> StrategyChecks.check(config(strategy, settings), whole))
        .isInstanceOf(UsageException.class)
        .hasMessageContaining("--strategy " + strategy.text())
        .hasMessageContaining(wayOut);
  }

  private static void outOfRange(Consumer<NetworkConfig.Builder> settings, String message) {
    NetworkConfig.Builder builder = new NetworkConfig.Builder();
    settings.accept(builder);
    assertThatThrownBy(builder::build)
        .isInstanceOf(UsageException.class)
        .hasMessageContaining(message);
  }

  private static NetworkConfig config(
      Strategy strategy, UnaryOperator<NetworkConfig.Builder> settings) {
    return settings.apply(new NetworkConfig.Builder().strategy(strategy)).build();
  }
}
