package org.truncus.validate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.truncus.problem.UsageException;
import org.truncus.validate.Requirement.Subgroup;

/**
 * Holds requirements against results.
 *
 * @param labels results on all rows, by label
 * @param subgroups results by column, value and label
 * @param failureRate share of rows that could not be scored
 */
record Judge(
    Map<String, LabelResult> labels,
    Map<String, Map<String, Map<String, LabelResult>>> subgroups,
    double failureRate) {

  /**
   * Refuses, before anything is scored, a requirement that names what isn't there.
   *
   * @throws UsageException naming what there is
   */
  static void check(Requirement requirement, List<String> labels) {
    String label = requirement.label();
    if (requirement.metric() == Metric.FAILURE_RATE
        && (label != null
            || requirement.subgroup() != null
            || requirement.bound() != Requirement.Bound.VALUE)) {
      throw new UsageException(
          "requirement '"
              + requirement.text()
              + "': the failure rate is of all rows and has no interval; write it without @ and"
              + " without .ci_low or .ci_high, such as 'failureRate <= 0.01'");
    }
    if (label != null && !label.equals(Requirement.MACRO) && !labels.contains(label)) {
      throw new UsageException(
          "requirement '"
              + requirement.text()
              + "': there is no label '"
              + label
              + "'; the model and the list share "
              + String.join(", ", labels));
    }
  }

  /** Decides one requirement. */
  RequirementResult judge(Requirement requirement) {
    if (requirement.metric() == Metric.FAILURE_RATE) {
      return result(requirement, failureRate, "");
    }
    Map<String, LabelResult> results = labels;
    Subgroup subgroup = requirement.subgroup();
    if (subgroup != null) {
      Map<String, Map<String, LabelResult>> values = subgroups.get(subgroup.column());
      results = values == null ? null : values.get(subgroup.value());
      if (results == null) {
        return undefined(requirement, "there is no subgroup " + subgroup + " in the list");
      }
    }
    if (requirement.label() == null) {
      return worst(requirement, results);
    }
    return requirement.label().equals(Requirement.MACRO)
        ? macro(requirement, results)
        : one(requirement, results.get(requirement.label()));
  }

  private RequirementResult one(Requirement requirement, LabelResult label) {
    double value = label.estimate(requirement.metric()).at(requirement.bound());
    boolean few = few(requirement, label);
    String note =
        few
            ? "insufficient: "
                + label.positives()
                + " positive and "
                + label.negatives()
                + " negative rows, "
                + LabelResult.SUFFICIENT
                + " of each are needed"
            : Double.isNaN(value) ? "can't be computed" : "";
    boolean met = !few && requirement.comparison().holds(value, requirement.number());
    return new RequirementResult(requirement.text(), value, met, note);
  }

  private static boolean few(Requirement requirement, LabelResult label) {
    return requirement.subgroup() != null && label.insufficient();
  }

  private RequirementResult worst(Requirement requirement, Map<String, LabelResult> results) {
    RequirementResult worst = null;
    for (Map.Entry<String, LabelResult> entry : results.entrySet()) {
      RequirementResult one = one(requirement, entry.getValue());
      if (worst == null || worse(requirement, one, worst)) {
        String separator = one.note().isEmpty() ? "" : ": ";
        String note = results.size() == 1 ? one.note() : entry.getKey() + separator + one.note();
        worst = new RequirementResult(one.text(), one.value(), one.met(), note);
      }
    }
    return worst;
  }

  private static boolean worse(
      Requirement requirement, RequirementResult one, RequirementResult other) {
    if (one.met() != other.met()) {
      return other.met();
    }
    if (Double.isNaN(one.value()) || Double.isNaN(other.value())) {
      return Double.isNaN(one.value()) && !Double.isNaN(other.value());
    }
    return requirement.comparison().smallerIsWorse()
        ? one.value() < other.value()
        : one.value() > other.value();
  }

  private static RequirementResult macro(
      Requirement requirement, Map<String, LabelResult> results) {
    if (requirement.bound() != Requirement.Bound.VALUE) {
      return undefined(requirement, "the mean over the labels has no interval");
    }
    List<String> few =
        results.values().stream().filter(l -> few(requirement, l)).map(LabelResult::label).toList();
    if (!few.isEmpty()) {
      return undefined(requirement, "insufficient rows of " + String.join(", ", few));
    }
    List<String> missing = new ArrayList<>();
    double sum = 0;
    for (LabelResult label : results.values()) {
      double value = label.estimate(requirement.metric()).value();
      if (Double.isNaN(value)) {
        missing.add(label.label());
      }
      sum += value;
    }
    String note =
        missing.isEmpty()
            ? "mean of " + results.size() + " labels"
            : "can't be computed for " + missing.stream().collect(Collectors.joining(", "));
    return result(requirement, sum / results.size(), note);
  }

  private static RequirementResult result(Requirement requirement, double value, String note) {
    boolean met = requirement.comparison().holds(value, requirement.number());
    return new RequirementResult(requirement.text(), value, met, note);
  }

  private static RequirementResult undefined(Requirement requirement, String why) {
    return new RequirementResult(requirement.text(), Double.NaN, false, why);
  }
}
