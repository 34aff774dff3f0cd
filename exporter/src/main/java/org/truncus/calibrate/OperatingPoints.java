package org.truncus.calibrate;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.truncus.list.PredictionList;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PatientBootstrap;
import org.truncus.problem.UsageException;

/**
 * Chooses the operating points of a model: for each label those that are asked for, in the order
 * given, or the standard one where none is. The first of a label is its default.
 *
 * @param points by label, each label's in order
 * @param limitations labels that have none, with the reason
 */
public record OperatingPoints(List<OperatingPoint> points, List<String> limitations) {

  /** Of the intervals. */
  public static final int REPLICATES = 2000;

  /** What the replicates are drawn from. */
  public static final long SEED = 1;

  /** Keeps unmodifiable lists. */
  public OperatingPoints {
    points = List.copyOf(points);
    limitations = List.copyOf(limitations);
  }

  /**
   * Chooses.
   *
   * @param targets asked for
   * @param standard for labels that none of them is for
   * @param calibrated predictions of the validation split with calibrated probabilities
   * @throws UsageException with all targets that no threshold reaches, and what could be reached
   */
  public static OperatingPoints choose(
      List<PointTarget> targets, PointTarget standard, PredictionList calibrated) {
    for (PointTarget target : targets) {
      if (target.label() != null) {
        UnknownLabel.check("--operating-point", target.label(), calibrated.labels());
      }
    }
    List<OperatingPoint> points = new ArrayList<>();
    List<String> limitations = new ArrayList<>();
    List<String> refusals = new ArrayList<>();
    for (int l = 0; l < calibrated.labels().size(); l++) {
      String label = calibrated.labels().get(l);
      List<PointTarget> own = targets.stream().filter(target -> target.isFor(label)).toList();
      checkNames(label, own);
      LabelSample sample = LabelSample.of(calibrated, l);
      if (sample.hasBothClasses()) {
        choose(label, sample, own.isEmpty() ? List.of(standard) : own, points, refusals);
      } else {
        withoutPoint(label, sample, own, limitations, refusals);
      }
    }
    if (!refusals.isEmpty()) {
      throw new UsageException("--operating-point: " + String.join("\n  ", refusals));
    }
    return new OperatingPoints(points, limitations);
  }

  private static void withoutPoint(
      String label,
      LabelSample sample,
      List<PointTarget> own,
      List<String> limitations,
      List<String> refusals) {
    String why =
        "the validation split has "
            + (sample.positiveCount() == 0 ? "no positive row" : "no negative row");
    limitations.add(label + " has no operating point, so no decision is made: " + why);
    own.stream()
        .filter(target -> target.label() != null)
        .forEach(target -> refusals.add(label + ": nothing can be chosen, as " + why));
  }

  private static void choose(
      String label,
      LabelSample sample,
      List<PointTarget> targets,
      List<OperatingPoint> points,
      List<String> refusals) {
    PointChoice choice = new PointChoice(label, sample, new PatientBootstrap(REPLICATES, SEED));
    boolean first = true;
    for (PointTarget target : targets) {
      Optional<OperatingPoint> point = choice.point(target, first);
      point.ifPresent(points::add);
      if (point.isEmpty()) {
        refusals.add(refusal(label, target, choice.nearest(target)));
      }
      first = false;
    }
  }

  private static String refusal(String label, PointTarget target, ThresholdSweep.Cut nearest) {
    return String.format(
        Locale.ROOT,
        "%s: no threshold reaches %s on the validation split; the nearest is %s %.4f, at a"
            + " sensitivity of %.4f and a specificity of %.4f",
        label,
        target.words(),
        target.rule().text(),
        target.rule().measure(nearest.at(), target.prevalence()),
        nearest.at().sensitivity(),
        nearest.at().specificity());
  }

  private static void checkNames(String label, List<PointTarget> targets) {
    Set<String> names = new HashSet<>();
    Set<String> twice =
        targets.stream()
            .map(PointTarget::name)
            .filter(name -> !names.add(name))
            .collect(Collectors.toSet());
    if (!twice.isEmpty()) {
      throw new UsageException(
          "--operating-point: two points of "
              + label
              + " are named "
              + String.join(", ", twice)
              + "; give each its own name, as in rule-out:sensitivity>=0.98");
    }
  }
}
