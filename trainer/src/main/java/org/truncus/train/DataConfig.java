package org.truncus.train;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.nio.file.Path;
import java.util.List;
import org.truncus.list.Blank;
import org.truncus.list.LabelPolicy;
import org.truncus.list.ListFormat;
import org.truncus.list.ListOptions;
import org.truncus.list.SplitRatios;
import org.truncus.list.Uncertain;
import org.truncus.problem.UsageException;

/**
 * Which images a run learns from, and what their labels mean.
 *
 * @param list the CSV list of images
 * @param root the folder image paths start from; null for the folder of the list
 * @param labels the findings to learn, in order; empty for all of the list
 * @param split shares of train, val and test for a list without a {@code split} column
 * @param fraction share of the patients of train and of val that is used, in (0,1]; test is whole
 * @param policy what labels count as that are uncertain (−1) or not mentioned
 * @param format form of the list; null to tell it by the header
 * @param splitSeed of the split and the fraction; null for the seed of the run. Repeats of a run
 *     that only differ in their seed need it to see the same patients
 */
public record DataConfig(
    @JsonSerialize(using = PathText.Writer.class) @JsonDeserialize(using = PathText.Reader.class)
        Path list,
    @JsonSerialize(using = PathText.Writer.class) @JsonDeserialize(using = PathText.Reader.class)
        Path root,
    List<String> labels,
    SplitRatios split,
    double fraction,
    LabelPolicy policy,
    ListFormat format,
    Long splitSeed) {

  /** Refuses what is missing or out of range with a UsageException. */
  public DataConfig {
    if (list == null) {
      throw new UsageException("--list is missing: the CSV list of images to learn from");
    }
    labels = labels == null ? List.of() : List.copyOf(labels);
    fraction = Double.isNaN(fraction) ? 1 : fraction;
    if (!(fraction > 0 && fraction <= 1)) {
      throw new UsageException(
          "--fraction: found " + fraction + ", expected more than 0 and at most 1");
    }
    policy = policy == null ? LabelPolicy.standard() : policy;
  }

  /** How the list is read. */
  public ListOptions listOptions() {
    return new ListOptions(root, labels, policy, format);
  }

  /** Collects the components; each setter has the meaning of the component of its name. */
  public static final class Builder {

    private Path list = null;
    private Path root = null;
    private List<String> labels = List.of();
    private SplitRatios split = SplitRatios.standard();
    private double fraction = 1;
    private LabelPolicy policy = LabelPolicy.standard();
    private ListFormat format = null;
    private Long splitSeed = null;

    Builder() {}

    Builder(DataConfig config) {
      list = config.list();
      root = config.root();
      labels = config.labels();
      split = config.split();
      fraction = config.fraction();
      policy = config.policy();
      format = config.format();
      splitSeed = config.splitSeed();
    }

    public Builder list(Path value) {
      list = value;
      return this;
    }

    public Builder root(Path value) {
      root = value;
      return this;
    }

    public Builder labels(List<String> value) {
      labels = value;
      return this;
    }

    public Builder split(SplitRatios value) {
      split = value;
      return this;
    }

    public Builder fraction(double value) {
      fraction = value;
      return this;
    }

    public Builder policy(LabelPolicy value) {
      policy = value;
      return this;
    }

    /** One rule for the uncertain labels of every name. */
    public Builder uncertain(Uncertain value) {
      policy = LabelPolicy.of(value).withBlank(policy.blank());
      return this;
    }

    /** The rule for labels that aren't mentioned; null for what is usual for the form. */
    public Builder blank(Blank value) {
      policy = policy.withBlank(value);
      return this;
    }

    public Builder format(ListFormat value) {
      format = value;
      return this;
    }

    public Builder splitSeed(Long value) {
      splitSeed = value;
      return this;
    }

    DataConfig build() {
      return new DataConfig(list, root, labels, split, fraction, policy, format, splitSeed);
    }
  }
}
