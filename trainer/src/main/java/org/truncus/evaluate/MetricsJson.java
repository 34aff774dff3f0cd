package org.truncus.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.ScoreTable;
import org.truncus.metric.Area;
import org.truncus.metric.Bootstrapped;
import org.truncus.metric.DeLong;
import org.truncus.metric.Difference;
import org.truncus.metric.Discrimination;
import org.truncus.metric.Interval;
import org.truncus.metric.MacroDiscrimination;
import org.truncus.metric.PairedDeLong;
import org.truncus.metric.PairedDiscrimination;
import org.truncus.metric.RateEstimate;
import org.truncus.metric.ThresholdRates;
import org.truncus.metric.TopOne;

/** {@code metrics.json}: what is undefined is null. */
final class MetricsJson {

  private static final int SCHEMA = 1;

  private MetricsJson() {}

  static Map<String, Object> of(MetricsReport report) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", SCHEMA);
    json.put("file", file(report.table()));
    json.put("task", report.task());
    json.put("rows", report.table().rows());
    json.put("patients", report.patients());
    json.put("patientsKnown", report.table().patientsKnown());
    json.put("intervals", intervals(report.options()));
    Map<String, Object> labels = new LinkedHashMap<>();
    report.labels().forEach((label, found) -> labels.put(label, label(found)));
    json.put("labels", labels);
    json.put("macro", macro(report.macro()));
    json.put("micro", report.micro() == null ? null : macro(report.micro()));
    json.put("topOne", report.topOne() == null ? null : topOne(report.topOne()));
    json.put("comparison", report.comparison() == null ? null : comparison(report.comparison()));
    json.put("notes", report.notes());
    return json;
  }

  private static Map<String, Object> file(ScoreTable table) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", table.file().getFileName().toString());
    json.put("sha256", table.sha256());
    return json;
  }

  private static Map<String, Object> intervals(MetricsOptions options) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("level", 0.95);
    json.put(
        "ci95",
        "bootstrap of patients, stratified by having a positive row; percentiles, and for the areas"
            + " of one label the standard error on the logit scale times Student's quantile");
    json.put("replicates", options.replicates());
    json.put("seed", options.seed());
    json.put("deLongCi95", "normal approximation on the logit scale, rows as independent");
    json.put("wilsonCi95", "score interval, rows as independent");
    return json;
  }

  private static Map<String, Object> label(LabelReport label) {
    Discrimination found = label.evaluation().discrimination();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", found.rows());
    json.put("masked", label.masked());
    json.put("positives", found.positives());
    json.put("negatives", found.negatives());
    json.put("patients", found.patients());
    json.put("positivePatients", found.positivePatients());
    json.put("negativePatients", found.negativePatients());
    areas(json, found);
    json.put("noSkill", found.noSkill());
    json.put("brier", number(label.evaluation().losses().brier()));
    json.put("logLoss", number(label.evaluation().losses().logLoss()));
    json.put("thresholdColumn", label.thresholdColumn());
    json.put("thresholds", label.evaluation().points().stream().map(MetricsJson::point).toList());
    return json;
  }

  private static void areas(Map<String, Object> json, Discrimination found) {
    for (Area area : Area.values()) {
      json.put(area.key(), number(area.of(found)));
    }
    json.put("aurocDeLong", deLong(found.deLong()));
  }

  private static Map<String, Object> deLong(DeLong found) {
    if (Double.isNaN(found.variance())) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("variance", found.variance());
    json.put("ci95", ends(found.logitInterval()));
    json.put("plainCi95", ends(found.interval()));
    return json;
  }

  private static Map<String, Object> point(ThresholdRates point) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("threshold", point.threshold());
    json.put("tp", point.at().tp());
    json.put("fp", point.at().fp());
    json.put("tn", point.at().tn());
    json.put("fn", point.at().fn());
    if (!Double.isNaN(point.prevalence())) {
      json.put("statedPrevalence", point.prevalence());
    }
    point.rates().forEach((rate, estimate) -> json.put(rate.key(), rate(estimate)));
    return json;
  }

  private static Map<String, Object> rate(RateEstimate estimate) {
    if (Double.isNaN(estimate.value())) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", estimate.value());
    json.put("ci95", ends(estimate.interval()));
    json.put("method", estimate.method().text());
    json.put("wilsonCi95", ends(estimate.wilson()));
    json.put("bootstrapCi95", ends(estimate.bootstrap()));
    return json;
  }

  private static Map<String, Object> macro(MacroDiscrimination found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("labels", found.labels());
    json.put("of", found.of());
    for (Area area : Area.values()) {
      json.put(area.key(), number(area.of(found)));
    }
    return json;
  }

  private static Map<String, Object> topOne(TopOne found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("accuracy", rate(found.accuracy()));
    json.put("balancedAccuracy", number(found.balancedAccuracy()));
    json.put("macroF1", number(found.macroF1()));
    json.put("confusion", found.confusion().counts());
    return json;
  }

  private static Map<String, Object> comparison(Comparison found) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("other", file(found.other()));
    json.put("rows", found.rows());
    Map<String, Object> labels = new LinkedHashMap<>();
    for (LabelComparison label : found.labels().values()) {
      labels.put(label.label(), label(label));
    }
    json.put("labels", labels);
    Map<String, Object> macro = new LinkedHashMap<>();
    macro.put("labels", found.macroLabels());
    differences(macro, found.macro());
    json.put("macro", macro);
    return json;
  }

  private static Map<String, Object> label(LabelComparison label) {
    Map<String, Object> json = new LinkedHashMap<>();
    Map<String, Object> first = new LinkedHashMap<>();
    areas(first, label.first());
    json.put("first", first);
    Map<String, Object> second = new LinkedHashMap<>();
    areas(second, label.second());
    json.put("second", second);
    differences(json, label.differences());
    json.put("aurocDeLongDifference", deLong(label.deLong()));
    return json;
  }

  private static void differences(Map<String, Object> json, PairedDiscrimination found) {
    for (Area area : Area.values()) {
      json.put(area.key() + "Difference", difference(area.of(found)));
    }
  }

  private static Map<String, Object> difference(Difference found) {
    if (!found.isDefined()) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", found.value());
    json.put("ci95", ends(found.ci95()));
    json.put("p", found.p());
    json.put("insideTheNoise", found.insideTheNoise());
    return json;
  }

  private static Map<String, Object> deLong(PairedDeLong found) {
    if (Double.isNaN(found.variance())) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", found.difference());
    json.put("variance", found.variance());
    json.put("z", found.z());
    json.put("p", found.p());
    json.put("ci95", ends(found.interval()));
    return json;
  }

  private static Map<String, Object> number(Bootstrapped number) {
    if (!number.isDefined()) {
      return null;
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("value", number.value());
    json.put("ci95", ends(number.ci95()));
    return json;
  }

  private static List<Double> ends(Interval interval) {
    return interval.isDefined() ? List.of(interval.low(), interval.high()) : null;
  }
}
