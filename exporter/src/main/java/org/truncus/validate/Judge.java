package org.truncus.validate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.KnownNames;
import org.truncus.metric.Difference;
import org.truncus.problem.UsageException;
import org.truncus.validate.Requirement.Bound;
import org.truncus.validate.Requirement.Subgroup;

/**
 * Holds requirements against results. What can't be computed, or rests on a group of too few rows,
 * is insufficient rather than failed: neither accepts a model.
 *
 * @param labels results on all rows, by label
 * @param subgroups results by column, value and label
 * @param whole the numbers of the whole validation, by metric
 */
record Judge(
    Map<String, LabelResult> labels,
    Map<String, Map<String, Map<String, LabelResult>>> subgroups,
    Map<Metric, Double> whole) {

  /** A number, what may be wrong with it, and whether it can be judged. */
  private record Found(double value, String note, boolean sufficient) {

    static Found none(String why) {
      return new Found(Double.NaN, why, false);
    }
  }

  /**
   * Refuses, before anything is scored, a requirement that names what isn't there.
   *
   * @throws UsageException naming what there is
   */
  static void check(Requirement requirement, List<String> labels) {
    String label = requirement.label();
    boolean part =
        label != null || requirement.subgroup() != null || requirement.bound() != Bound.VALUE;
    if (requirement.metric().isOfTheWhole() && part) {
      throw new UsageException(
          "requirement '"
              + requirement.text()
              + "': "
              + requirement.metric().key()
              + " is of the whole validation and has no interval; write it without @ and without"
              + " .ci_low or .ci_high, such as '"
              + requirement.metric().key()
              + " <= 0.01'");
    }
    if (label != null && !label.equals(Requirement.MACRO) && !labels.contains(label)) {
      throw new UsageException(
          "requirement '"
              + requirement.text()
              + "': there is no label '"
              + label
              + "'"
              + KnownNames.nearest(label, labels)
                  .map(near -> " (did you mean '" + near + "'?)")
                  .orElse("")
              + "; the model and the list share "
              + String.join(", ", labels));
    }
  }

  /** Decides one requirement. */
  RequirementResult judge(Requirement requirement) {
    Found found = find(requirement);
    boolean judged = found.sufficient() && !Double.isNaN(found.value());
    Verdict outcome =
        !judged
            ? Verdict.INSUFFICIENT
            : requirement.comparison().holds(found.value(), requirement.number())
                ? Verdict.PASS
                : Verdict.FAIL;
    String note =
        Double.isNaN(found.value()) && found.note().isEmpty() ? "can't be computed" : found.note();
    return new RequirementResult(
        requirement.text(), requirement.why(), found.value(), outcome, note);
  }

  private Found find(Requirement requirement) {
    if (requirement.metric().isOfTheWhole()) {
      Double value = whole.get(requirement.metric());
      return value == null
          ? Found.none("the package has nothing to measure it by")
          : new Found(value, "", true);
    }
    if (requirement.bound() == Bound.WORST_GAP) {
      return worstGap(requirement);
    }
    Map<String, LabelResult> results = labels;
    Subgroup subgroup = requirement.subgroup();
    if (subgroup != null) {
      Map<String, Map<String, LabelResult>> values = subgroups.get(subgroup.column());
      results = values == null ? null : values.get(subgroup.value());
      if (results == null) {
        return Found.none("there is no subgroup " + subgroup + " in the list");
      }
    }
    if (requirement.label() == null) {
      return worst(requirement, results);
    }
    return requirement.label().equals(Requirement.MACRO)
        ? macro(requirement, results)
        : one(requirement, results.get(requirement.label()));
  }

  private static Found one(Requirement requirement, LabelResult label) {
    double value = requirement.bound().of(label, requirement.metric());
    if (requirement.subgroup() != null && label.insufficient()) {
      return new Found(
          value,
          String.format(
              "insufficient: %d positive and %d negative rows, %d of each are needed",
              label.positives(), label.negatives(), label.least()),
          false);
    }
    return new Found(value, "", true);
  }

  private static Found worst(Requirement requirement, Map<String, LabelResult> results) {
    Found worst = null;
    for (Map.Entry<String, LabelResult> entry : results.entrySet()) {
      Found one = one(requirement, entry.getValue());
      if (worst == null || worse(requirement, one, worst)) {
        String separator = one.note().isEmpty() ? "" : ": ";
        String note = results.size() == 1 ? one.note() : entry.getKey() + separator + one.note();
        worst = new Found(one.value(), note, one.sufficient());
      }
    }
    return worst;
  }

  /**
   * A label that fails weighs most, then one that can't be told, then the one nearest the limit.
   */
  private static boolean worse(Requirement requirement, Found one, Found other) {
    int first = weight(requirement, one);
    int second = weight(requirement, other);
    if (first != second || Double.isNaN(one.value()) || Double.isNaN(other.value())) {
      return first > second;
    }
    return requirement.comparison().smallerIsWorse()
        ? one.value() < other.value()
        : one.value() > other.value();
  }

  private static int weight(Requirement requirement, Found found) {
    if (!found.sufficient() || Double.isNaN(found.value())) {
      return 1;
    }
    return requirement.comparison().holds(found.value(), requirement.number()) ? 0 : 2;
  }

  private static Found macro(Requirement requirement, Map<String, LabelResult> results) {
    if (requirement.bound() != Bound.VALUE) {
      return Found.none("the mean over the labels has no interval");
    }
    List<String> few = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    double sum = 0;
    for (LabelResult label : results.values()) {
      double value = label.estimate(requirement.metric()).value();
      if (requirement.subgroup() != null && label.insufficient()) {
        few.add(label.label());
      }
      if (Double.isNaN(value)) {
        missing.add(label.label());
      }
      sum += value;
    }
    if (!few.isEmpty()) {
      return Found.none("insufficient rows of " + String.join(", ", few));
    }
    String note =
        missing.isEmpty()
            ? "mean of " + results.size() + " labels"
            : "can't be computed for " + String.join(", ", missing);
    return new Found(sum / results.size(), note, true);
  }

  /** The lowest group minus whole over the groups with enough rows. */
  private Found worstGap(Requirement requirement) {
    double worst = Double.NaN;
    String where = "";
    for (Map.Entry<String, Map<String, Map<String, LabelResult>>> column : subgroups.entrySet()) {
      if (requirement.subgroup() != null
          && !requirement.subgroup().column().equals(column.getKey())) {
        continue;
      }
      for (Map.Entry<String, Map<String, LabelResult>> value : column.getValue().entrySet()) {
        for (LabelResult label : value.getValue().values()) {
          Difference gap = label.gaps().get(requirement.metric());
          boolean asked = requirement.label() == null || requirement.label().equals(label.label());
          boolean counts = asked && gap != null && !label.insufficient() && gap.isDefined();
          if (counts && !(gap.value() >= worst)) {
            worst = gap.value();
            where = label.label() + " where " + column.getKey() + " is " + value.getKey();
          }
        }
      }
    }
    return Double.isNaN(worst)
        ? Found.none("no subgroup has enough positive and negative rows")
        : new Found(worst, where, true);
  }

  /** The numbers that are of the whole validation. */
  static Map<Metric, Double> whole(
      double failureRate, Throughput throughput, long seen, Repeatability repeated, int golden) {
    Map<Metric, Double> numbers = new EnumMap<>(Metric.class);
    numbers.put(Metric.FAILURE_RATE, failureRate);
    numbers.put(Metric.LATENCY_P50, throughput.latencyP50());
    numbers.put(Metric.LATENCY_P95, throughput.latencyP95());
    numbers.put(Metric.LATENCY_P99, throughput.latencyP99());
    numbers.put(Metric.SEEN_IN_TRAINING, (double) seen);
    numbers.put(Metric.RUN_TO_RUN, repeated.largest());
    if (golden > 0) {
      numbers.put(Metric.GOLDEN_VECTORS, 1.0); // a package that misses one isn't loaded at all
    }
    return numbers;
  }
}
