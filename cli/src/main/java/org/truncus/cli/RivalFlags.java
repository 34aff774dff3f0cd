package org.truncus.cli;

import java.nio.file.Path;
import java.util.List;
import org.truncus.net.ExecutionOptions.Precision;
import org.truncus.validate.ValidationOptions.Rivals;
import picocli.CommandLine.Option;

/** What else is tried on the same rows. */
final class RivalFlags {

  @Option(
      names = "--compare-list",
      paramLabel = "CSV",
      description =
          "The same images in another form, such as DICOM beside PNG: how far scores move.")
  private Path list;

  @Option(
      names = "--compare-by",
      paramLabel = "COLUMN",
      defaultValue = "image",
      description =
          "What joins the two lists: image (its name without folder and ending) or another column"
              + " (default: ${DEFAULT-VALUE}).")
  private String by;

  @Option(
      names = "--compare-form",
      paramLabel = "bf16",
      split = ",",
      description = "The same package in another arithmetic: how far scores move.")
  private List<Precision> forms = List.of();

  Rivals rivals(List<Path> models) {
    return new Rivals(models, list, by, forms);
  }
}
