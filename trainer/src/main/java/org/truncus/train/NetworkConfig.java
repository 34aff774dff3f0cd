package org.truncus.train;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.nio.file.Path;
import org.truncus.net.Backbone;

/**
 * Which network is built, and what it starts from.
 *
 * @param backbone such as {@code resnet50}
 * @param strategy what is built, loaded and trained
 * @param cut such as {@code B2}, {@code L8} or {@code full}
 * @param weights a weight file or the folder of another run; null without
 */
public record NetworkConfig(
    String backbone,
    Strategy strategy,
    String cut,
    @JsonSerialize(using = PathText.Writer.class) @JsonDeserialize(using = PathText.Reader.class)
        Path weights) {

  /** Collects the components; each setter has the meaning of the component of its name. */
  public static final class Builder {

    private String backbone = "resnet50";
    private Strategy strategy = new RandomInit();
    private String cut = Backbone.FULL;
    private Path weights = null;

    Builder() {}

    Builder(NetworkConfig config) {
      backbone = config.backbone();
      strategy = config.strategy();
      cut = config.cut();
      weights = config.weights();
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

    public Builder weights(Path value) {
      weights = value;
      return this;
    }

    NetworkConfig build() {
      return new NetworkConfig(backbone, strategy, cut, weights);
    }
  }
}
