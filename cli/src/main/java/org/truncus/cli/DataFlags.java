package org.truncus.cli;

import static org.truncus.cli.TrainingOptions.given;

import java.nio.file.Path;
import java.util.List;
import org.truncus.list.Blank;
import org.truncus.list.LabelPolicy;
import org.truncus.list.ListFormat;
import org.truncus.list.SplitRatios;
import org.truncus.train.DataConfig;
import picocli.CommandLine.Option;

/** Which images a run learns from, and what their labels mean. */
@Heading("Data")
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
      names = "--fraction",
      paramLabel = "F",
      description =
          "Share of the patients of train and val to use, those of a smaller one within those of a"
              + " larger; test stays whole (default: 1).")
  private Double fraction;

  @Option(
      names = "--uncertain",
      paramLabel = "RULE[,LABEL=RULE...]",
      description =
          "What a label of -1 counts as, ones, zeros or ignore, and for single labels (default:"
              + " ignore).")
  private String uncertain;

  @Option(
      names = "--blank",
      paramLabel = "ignore|negative",
      description = "What a blank label counts as (default: negative for CheXpert, else ignore).")
  private String blank;

  @Option(
      names = "--format",
      paramLabel = "FORM",
      description =
          "own, chexpert, nih-cxr14, ham10000, isic2018, bimcv, covid-chestxray or two-column"
              + " (default: told by the header).")
  private String format;

  void settle(DataConfig.Builder data) {
    given(root, data::root);
    given(labels, data::labels);
    given(split, text -> data.split(SplitRatios.parse(text)));
    given(fraction, data::fraction);
    given(uncertain, text -> data.policy(LabelPolicy.parse(text)));
    given(blank, text -> data.blank(Blank.parse(text)));
    given(format, text -> data.format(ListFormat.parse(text)));
  }
}
