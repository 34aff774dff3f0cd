package org.truncus.cli;

import java.util.ArrayList;
import java.util.List;
import org.truncus.validate.LabelResult;
import org.truncus.validate.ValidationOptions.Grouping;
import picocli.CommandLine.Option;

/** How the rows of a list are divided into subgroups. */
final class GroupFlags {

  @Option(
      names = "--subgroup",
      paramLabel = "COLUMN",
      description = "A column to divide by besides site, view, sex and age; repeatable.")
  private List<String> columns = List.of();

  @Option(
      names = "--age-bands",
      paramLabel = "YEARS",
      split = ",",
      defaultValue = "18,40,60,80",
      description = "Ages at which a band begins (default: ${DEFAULT-VALUE}).")
  private List<Integer> bands;

  @Option(
      names = "--sufficient",
      paramLabel = "N",
      defaultValue = "" + LabelResult.SUFFICIENT,
      description =
          "Positive, and negative, images that a subgroup needs to be judged (default:"
              + " ${DEFAULT-VALUE}).")
  private int sufficient;

  Grouping grouping() {
    List<String> all = new ArrayList<>(Grouping.standard().columns());
    columns.stream().filter(column -> !all.contains(column)).forEach(all::add);
    return new Grouping(all, bands, sufficient);
  }
}
