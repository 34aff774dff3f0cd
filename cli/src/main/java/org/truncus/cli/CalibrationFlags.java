package org.truncus.cli;

import java.util.List;
import org.truncus.calibrate.CalibrationOptions;
import org.truncus.calibrate.PointTarget;
import picocli.CommandLine.Option;

/** How a package makes probabilities of scores. */
final class CalibrationFlags {

  @Option(
      names = "--calibration",
      split = ",",
      paramLabel = "[LABEL=]METHOD",
      description =
          "auto (default): the simplest of the others that fits the validation split as well as the"
              + " best, by cross-validation; none; temperature; joint-temperature: one for all"
              + " labels; platt; beta; isotonic; vector: for classes. For all labels, or for the"
              + " one named, where it is this method or none.")
  private List<String> methods = List.of();

  @Option(
      names = "--deployment-prevalence",
      split = ",",
      paramLabel = "[LABEL=]P",
      description =
          "How frequent a finding is where the model will be used; its probabilities are moved"
              + " there.")
  private List<String> prevalences = List.of();

  @Option(
      names = "--no-prior-correction",
      description =
          "Leave in the logits what weights of the loss and balanced sampling did to them.")
  private boolean noPriorCorrection;

  @Option(
      names = "--operating-point",
      paramLabel = "[NAME:]RULE[@LABEL]",
      description =
          "A threshold: sensitivity>=S, specificity>=S, ppv>=P, alert-rate<=R or youden, the best"
              + " there is on the validation split; ppv and alert-rate also @prevalence=P."
              + " Repeatable; the first of a label decides (default: sensitivity, see"
              + " --sensitivity).")
  private List<String> points = List.of();

  CalibrationOptions options() {
    CalibrationOptions options =
        CalibrationOptions.standard()
            .withMethods(methods)
            .withPrevalences(prevalences)
            .withPoints(points.stream().map(PointTarget::parse).toList());
    return noPriorCorrection ? options.withoutPriorCorrection() : options;
  }
}
