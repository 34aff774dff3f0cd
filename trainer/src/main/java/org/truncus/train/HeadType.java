package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import org.truncus.net.Head;

/** What stands between the last features and the linear layer. */
public enum HeadType {
  /** Global average pooling: C inputs, images of any size. */
  GAP("gap"),

  /** Every value of the features: H·W·C inputs, images of the size trained with only. */
  FLATTEN("flatten");

  private final String text;

  HeadType(String text) {
    this.text = text;
  }

  /** The name in options and documents. */
  @JsonValue
  public String text() {
    return text;
  }

  /**
   * The constant of a name.
   *
   * @throws org.truncus.problem.UsageException for an unknown name, listing the known ones
   */
  @JsonCreator
  public static HeadType named(String text) {
    return Choices.named("--head", text, values(), HeadType::text);
  }

  /**
   * The head to be built.
   *
   * @param imageSize edge of the square fed to the network, in pixels
   */
  Head head(int imageSize) {
    return switch (this) {
      case GAP -> new Head.Pooling();
      case FLATTEN -> new Head.Flatten(imageSize);
    };
  }
}
