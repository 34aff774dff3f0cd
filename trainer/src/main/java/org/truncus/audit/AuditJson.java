package org.truncus.audit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.metric.Interval;

/** An audit as a JSON document. */
final class AuditJson {

  private AuditJson() {}

  static Map<String, Object> of(Audit audit) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", 1);
    json.put("rule", rule());
    json.put("comparisons", audit.predictors().size());
    json.put("aboveByChance", audit.expectedByChance());
    json.put("shortcuts", audit.of(Verdict.SHORTCUT).size());
    json.put("looks", audit.of(Verdict.LOOK).size());
    json.put("replicates", audit.replicates());
    json.put("seed", audit.seed());
    json.put("leftOut", audit.leftOut());
    json.put("predictors", audit.predictors().stream().map(AuditJson::predictor).toList());
    return json;
  }

  private static Map<String, Object> rule() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("shortcut", "ci95 low >= " + Verdict.SHORTCUT_FROM);
    json.put("look", "ci95 low > " + Verdict.LOOK_ABOVE);
    json.put(
        "ci95", "bootstrap of patients, stratified by having a positive row, on the logit scale");
    return json;
  }

  private static Map<String, Object> predictor(Predictor predictor) {
    Contrast contrast = predictor.contrast();
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("verdict", predictor.verdict().text());
    json.put("label", contrast.label());
    json.put("against", contrast.against().text());
    json.put("measure", predictor.measure().name());
    json.put("source", predictor.measure().source().text());
    json.put("kind", predictor.measure() instanceof Measure.Quantity ? "number" : "category");
    json.put("auroc", predictor.auroc().value());
    json.put("ci95", ends(predictor.auroc().ci95()));
    json.put("tells", predictor.tells());
    json.put("rows", contrast.rows().length);
    json.put("positives", contrast.positiveCount());
    json.put("positivePatients", contrast.patientCount(true));
    json.put("negativePatients", contrast.patientCount(false));
    return json;
  }

  private static List<Double> ends(Interval interval) {
    return interval.isDefined() ? List.of(interval.low(), interval.high()) : null;
  }
}
