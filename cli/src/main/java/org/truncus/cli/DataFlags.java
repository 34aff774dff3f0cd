package org.truncus.cli;

import static org.truncus.cli.TrainingOptions.given;

import java.nio.file.Path;
import java.util.List;
import org.truncus.list.SplitRatios;
import org.truncus.list.Uncertain;
import org.truncus.train.DataConfig;
import picocli.CommandLine.Option;

/** Which images a run learns from, and what their labels mean. */
final class DataFlags {

  @Option(names = "--root", paramLabel = "DIR", description = "Folder that image paths start from.")
  private Path root;

  @Option(
      names = "--labels",
      split = ",",
      paramLabel = "LABEL",
      description = "Findings to learn (default: all of the list).")
  private List<String> labels;

  @Option(
      names = "--split",
      paramLabel = "T/V/T",
      description = "Shares of train, val and test by patient, for a list without splits.")
  private String split;

  @Option(
      names = "--uncertain",
      paramLabel = "ones|zeros|ignore",
      description = "What a label of -1 counts as.")
  private Uncertain uncertain;

  void settle(DataConfig.Builder data) {
    given(root, data::root);
    given(labels, data::labels);
    given(split, text -> data.split(SplitRatios.parse(text)));
    given(uncertain, data::uncertain);
  }
}
