package org.truncus.train;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import java.nio.file.Path;
import java.util.List;
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
 * @param uncertain what an uncertain label (−1) counts as
 */
public record DataConfig(
    @JsonSerialize(using = PathText.Writer.class) @JsonDeserialize(using = PathText.Reader.class)
        Path list,
    @JsonSerialize(using = PathText.Writer.class) @JsonDeserialize(using = PathText.Reader.class)
        Path root,
    List<String> labels,
    SplitRatios split,
    Uncertain uncertain) {

  /** Refuses what is missing or out of range with a UsageException. */
  public DataConfig {
    if (list == null) {
      throw new UsageException("--list is missing: the CSV list of images to learn from");
    }
    labels = labels == null ? List.of() : List.copyOf(labels);
  }

  /** How the list is read. */
  public ListOptions listOptions() {
    return new ListOptions(root, labels, uncertain);
  }

  /** Collects the components; each setter has the meaning of the component of its name. */
  public static final class Builder {

    private Path list = null;
    private Path root = null;
    private List<String> labels = List.of();
    private SplitRatios split = SplitRatios.standard();
    private Uncertain uncertain = Uncertain.IGNORE;

    Builder() {}

    Builder(DataConfig config) {
      list = config.list();
      root = config.root();
      labels = config.labels();
      split = config.split();
      uncertain = config.uncertain();
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

    public Builder uncertain(Uncertain value) {
      uncertain = value;
      return this;
    }

    DataConfig build() {
      return new DataConfig(list, root, labels, split, uncertain);
    }
  }
}
