package org.truncus.cli;

import java.util.List;
import java.util.Locale;
import org.truncus.model.ValidDomain;
import org.truncus.problem.UsageException;
import picocli.CommandLine.Option;

/** The images that a model is for. */
final class DomainFlags {

  @Option(
      names = "--modality",
      split = ",",
      defaultValue = "CR,DX",
      paramLabel = "CS",
      description = "Modalities the model is for (default: ${DEFAULT-VALUE}).")
  private List<String> modalities;

  @Option(
      names = "--view",
      split = ",",
      defaultValue = "PA,AP",
      paramLabel = "CS",
      description = "View positions the model is for (default: ${DEFAULT-VALUE}).")
  private List<String> views;

  @Option(
      names = "--body-part",
      split = ",",
      defaultValue = "CHEST",
      paramLabel = "CS",
      description = "Body parts the model is for (default: ${DEFAULT-VALUE}).")
  private List<String> bodyParts;

  @Option(
      names = "--photometric",
      split = ",",
      paramLabel = "CS",
      description =
          "Photometric interpretations the model is for, such as MONOCHROME2 (default: any).")
  private List<String> photometrics = List.of();

  @Option(
      names = "--minimum-age",
      paramLabel = "YEARS",
      description = "Patients known to be younger are out of scope (default: no minimum).")
  private Integer minimumAge;

  ValidDomain domain() {
    try {
      return new ValidDomain(
          upper(modalities), upper(views), upper(bodyParts), upper(photometrics), minimumAge);
    } catch (IllegalArgumentException e) {
      throw new UsageException("--minimum-age: " + e.getMessage(), e);
    }
  }

  /** Code strings are in capitals (PS3.5 section 6.2). */
  private static List<String> upper(List<String> values) {
    return values.stream().map(value -> value.strip().toUpperCase(Locale.ROOT)).toList();
  }
}
