package org.truncus.train;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** What the weights of the backbone start from; the head's are always random. */
public enum Init {
  /** The tensors of a weight file. */
  PRETRAINED("pretrained"),

  /** Each layer's own distribution. */
  RANDOM("random"),

  /**
   * Independent normal numbers with the mean and the variance of each pretrained tensor, which
   * keeps the scale and destroys the features (Raghu et al. 2019, "mean var init"). The moving
   * averages of batch normalisation, which describe features that are no more, start as random
   * networks' do.
   */
  MEANVAR("meanvar");

  private final String text;

  Init(String text) {
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
  public static Init named(String text) {
    return Choices.named("--init", text, values(), Init::text);
  }
}
