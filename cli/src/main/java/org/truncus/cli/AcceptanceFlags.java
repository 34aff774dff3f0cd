package org.truncus.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.truncus.validate.Requirement;
import org.truncus.validate.RequirementsFile;
import picocli.CommandLine.Option;

/** What a model has to show to be accepted. */
final class AcceptanceFlags {

  @Option(
      names = "--require",
      paramLabel = "REQUIREMENT",
      description =
          "metric[.ci_low|.ci_high|.gap|.worst_gap][@label][@column=value] op number; repeatable."
              + " Exit code 4 where one isn't met or can't be told.")
  private List<String> texts = List.of();

  @Option(
      names = "--requirements",
      paramLabel = "FILE.yml",
      description = "A file of requirements, with reasons; those of --require come after them.")
  private Path file;

  List<Requirement> requirements() {
    List<Requirement> all = new ArrayList<>(file == null ? List.of() : RequirementsFile.read(file));
    texts.forEach(text -> all.add(Requirement.parse(text)));
    return all;
  }
}
