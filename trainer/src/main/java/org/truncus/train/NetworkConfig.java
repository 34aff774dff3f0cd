package org.truncus.train;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.nio.file.Path;
import org.truncus.net.Backbone;
import org.truncus.problem.UsageException;

/**
 * Which network is built, what it starts from, and which part of it is trained.
 *
 * @param backbone such as {@code resnet50}
 * @param strategy what is built, loaded and trained
 * @param cut such as {@code B2}, {@code L8} or {@code full}. With {@code scratch}, {@code
 *     truncated} and {@code probe} it is where the network ends; with {@code layerwise}, up to
 *     where the whole backbone is frozen; with {@code transfusion}, up to where it keeps its width
 * @param head what stands between the last features and the linear layer
 * @param weights a weight file or the folder of another run; null without
 * @param init what the backbone starts from; null for what the strategy says
 * @param slimFactor by what {@code transfusion} divides the widths above the cut; null for its
 *     default, and with other strategies
 * @param bodyLrRatio the learning rate of the backbone as a share of the head's, in (0,1]; null for
 *     the strategy's default, and where the strategy has one rate only
 * @param frozenBn what batch normalisation does in frozen layers; null for the default, and where
 *     nothing is frozen
 * @param bnMomentum share of its old moving average that batch normalisation keeps at each step, in
 *     [0,1)
 */
public record NetworkConfig(
    String backbone,
    Strategy strategy,
    String cut,
    HeadType head,
    @JsonSerialize(using = PathText.Writer.class) @JsonDeserialize(using = PathText.Reader.class)
        Path weights,
    Init init,
    Integer slimFactor,
    Double bodyLrRatio,
    FrozenBatchNorm frozenBn,
    double bnMomentum) {

  /** Refuses what is out of range with a UsageException. */
  public NetworkConfig {
    if (slimFactor != null) {
      Ranges.atLeast("--slim-factor", slimFactor, 2);
    }
    if (bodyLrRatio != null && !(bodyLrRatio > 0 && bodyLrRatio <= 1)) {
      throw new UsageException(
          "--body-lr-ratio: found "
              + bodyLrRatio
              + ", expected above 0 and at most 1; --strategy probe trains the head alone");
    }
    if (!(bnMomentum >= 0 && bnMomentum < 1)) {
      throw new UsageException(
          "--bn-momentum: found " + bnMomentum + ", expected 0 or more and below 1");
    }
  }

  /** With the strategy's defaults where nothing was asked for, and the cut by its exact name. */
  NetworkConfig resolved(String exactCut) {
    return new Builder(strategy.defaults().applied(this)).cut(exactCut).build();
  }

  /** Collects the components; each setter has the meaning of the component of its name. */
  public static final class Builder {

    private String backbone = "resnet50";
    private Strategy strategy = new RandomInit();
    private String cut = Backbone.FULL;
    private HeadType head = HeadType.GAP;
    private Path weights = null;
    private Init init = null;
    private Integer slimFactor = null;
    private Double bodyLrRatio = null;
    private FrozenBatchNorm frozenBn = null;
    private double bnMomentum = 0.9;

    Builder() {}

    Builder(NetworkConfig config) {
      backbone = config.backbone();
      strategy = config.strategy();
      cut = config.cut();
      head = config.head();
      weights = config.weights();
      init = config.init();
      slimFactor = config.slimFactor();
      bodyLrRatio = config.bodyLrRatio();
      frozenBn = config.frozenBn();
      bnMomentum = config.bnMomentum();
    }

    public Builder backbone(String value) {
      backbone = value;
      return this;
    }

    public Builder strategy(Strategy value) {
      strategy = value;
      return this;
    }

    public Builder cut(String value) {
      cut = value;
      return this;
    }

    public Builder head(HeadType value) {
      head = value;
      return this;
    }

    public Builder weights(Path value) {
      weights = value;
      return this;
    }

    public Builder init(Init value) {
      init = value;
      return this;
    }

    public Builder slimFactor(Integer value) {
      slimFactor = value;
      return this;
    }

    public Builder bodyLrRatio(Double value) {
      bodyLrRatio = value;
      return this;
    }

    public Builder frozenBn(FrozenBatchNorm value) {
      frozenBn = value;
      return this;
    }

    public Builder bnMomentum(double value) {
      bnMomentum = value;
      return this;
    }

    NetworkConfig build() {
      return new NetworkConfig(
          backbone,
          strategy,
          cut,
          head,
          weights,
          init,
          slimFactor,
          bodyLrRatio,
          frozenBn,
          bnMomentum);
    }
  }
}
