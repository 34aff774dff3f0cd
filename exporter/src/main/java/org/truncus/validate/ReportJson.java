package org.truncus.validate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.metric.Confusion;
import org.truncus.metric.Difference;
import org.truncus.model.PackageManifest;

/** {@code report.json}: maps and lists in a stable order, undefined numbers as null. */
final class ReportJson {

  private final ValidationReport report;

  private ReportJson(ValidationReport report) {
    this.report = report;
  }

  static Map<String, Object> of(ValidationReport report) {
    return new ReportJson(report).document();
  }

  private Map<String, Object> document() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", 1);
    json.put("createdAt", report.createdAt());
    json.put("verdict", report.verdict());
    json.put("model", model());
    json.put("list", report.list());
    Map<String, Object> bootstrap = new LinkedHashMap<>();
    bootstrap.put("replicates", report.options().replicates());
    bootstrap.put("seed", report.options().seed());
    bootstrap.put("unit", "patient");
    json.put("bootstrap", bootstrap);
    json.put("prevalence", report.options().prevalence());
    json.put("requirements", report.requirements().stream().map(ReportJson::requirement).toList());
    json.put("flow", report.flow());
    json.put("trainingOverlap", report.overlap());
    json.put("warnings", report.warnings());
    Map<String, Object> labels = new LinkedHashMap<>();
    report.labels().forEach((name, label) -> labels.put(name, full(label)));
    json.put("labels", labels);
    json.put("subgroups", subgroups());
    Map<String, Object> failures = new LinkedHashMap<>();
    failures.put("count", report.failures().size());
    failures.put("rate", report.failureRate());
    failures.put("byReason", report.flow().notScored());
    json.put("failures", failures);
    json.put("comparisons", report.rivals().stream().map(ReportJson::rival).toList());
    json.put("repeatability", report.repeatability());
    json.put("goldenVectors", report.golden());
    json.put("throughput", report.throughput());
    json.put("environment", report.environment());
    return json;
  }

  private static Map<String, Object> requirement(RequirementResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("text", result.text());
    json.put("why", result.why());
    json.put("value", result.value());
    json.put("met", result.met());
    json.put("outcome", result.outcome());
    json.put("note", result.note());
    return json;
  }

  private static Map<String, Object> rival(RivalResult rival) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("name", rival.name());
    json.put("kind", rival.kind().text());
    json.put("sha256", rival.sha256());
    json.put("rows", rival.rows());
    json.put("leftOut", rival.leftOut());
    Map<String, Object> labels = new LinkedHashMap<>();
    rival
        .labels()
        .forEach(
            (name, label) -> {
              Map<String, Object> of = new LinkedHashMap<>();
              of.put("first", byKey(label.first()));
              of.put("other", byKey(label.other()));
              of.put("differences", differences(label.differences()));
              of.put("largestShift", label.largestShift());
              of.put("meanShift", label.meanShift());
              of.put("decisions", label.decisions());
              of.put("decidedOtherwise", label.decidedOtherwise());
              labels.put(name, of);
            });
    json.put("labels", labels);
    return json;
  }

  private static Map<String, Double> byKey(Map<Metric, Double> values) {
    Map<String, Double> json = new LinkedHashMap<>();
    values.forEach((metric, value) -> json.put(metric.key(), value));
    return json;
  }

  private static Map<String, Object> differences(Map<Metric, Difference> differences) {
    Map<String, Object> json = new LinkedHashMap<>();
    differences.forEach(
        (metric, difference) -> {
          Map<String, Object> of = new LinkedHashMap<>();
          of.put("value", difference.value());
          of.put("ci95", Arrays.asList(difference.ci95().low(), difference.ci95().high()));
          of.put("p", difference.p());
          of.put("insideTheNoise", difference.insideTheNoise());
          json.put(metric.key(), of);
        });
    return json;
  }

  private Map<String, Object> model() {
    PackageManifest manifest = report.model().manifest();
    Map<String, Object> model = new LinkedHashMap<>();
    model.put("name", manifest.name());
    model.put("version", manifest.version());
    model.put("sha256", report.model().sha256());
    return model;
  }

  private static Map<String, Object> full(LabelResult label) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("rows", label.rows());
    json.put("patients", label.patients());
    json.put("positives", label.positives());
    json.put("negatives", label.negatives());
    json.put("noSkill", label.noSkill());
    putAll(json, label.metrics());
    json.put("operatingPoints", label.points().stream().map(ReportJson::point).toList());
    return json;
  }

  private static Map<String, Object> point(PointResult result) {
    Map<String, Object> json = new LinkedHashMap<>();
    Confusion at = result.at();
    json.put("name", result.point().name());
    json.put("threshold", result.point().threshold());
    json.put("tp", at.tp());
    json.put("fp", at.fp());
    json.put("tn", at.tn());
    json.put("fn", at.fn());
    putAll(json, result.metrics());
    return json;
  }

  private Map<String, Object> subgroups() {
    Map<String, Object> columns = new LinkedHashMap<>();
    report
        .subgroups()
        .forEach(
            (column, values) -> {
              Map<String, Object> byValue = new LinkedHashMap<>();
              values.forEach(
                  (value, labels) -> {
                    Map<String, Object> byLabel = new LinkedHashMap<>();
                    labels.forEach((name, label) -> byLabel.put(name, brief(label)));
                    byValue.put(value, byLabel);
                  });
              columns.put(column, byValue);
            });
    return columns;
  }

  private static Map<String, Object> brief(LabelResult label) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("n", label.rows());
    json.put("positives", label.positives());
    json.put("insufficient", label.insufficient());
    Map<Metric, Estimate> metrics = new LinkedHashMap<>(label.metrics());
    label.points().stream().findFirst().ifPresent(point -> metrics.putAll(point.metrics()));
    putAll(json, metrics);
    json.put("gaps", differences(label.gaps()));
    return json;
  }

  /** The values, then their intervals and how these were made. */
  private static void putAll(Map<String, Object> json, Map<Metric, Estimate> metrics) {
    Map<String, Object> ci95 = new LinkedHashMap<>();
    Map<String, Object> methods = new LinkedHashMap<>();
    metrics.forEach(
        (metric, estimate) -> {
          json.put(metric.key(), estimate.value());
          if (estimate.ci95().isDefined()) {
            List<Double> ends = Arrays.asList(estimate.ci95().low(), estimate.ci95().high());
            ci95.put(metric.key(), ends);
            methods.put(metric.key(), estimate.method().text());
          }
        });
    json.put("ci95", ci95);
    json.put("ci95Method", methods);
  }
}
