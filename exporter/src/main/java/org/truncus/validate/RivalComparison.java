package org.truncus.validate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;
import org.truncus.metric.Auroc;
import org.truncus.metric.AveragePrecision;
import org.truncus.metric.Confusion;
import org.truncus.metric.Difference;
import org.truncus.metric.Interval;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PairedDiscrimination;
import org.truncus.metric.PatientBootstrap;
import org.truncus.model.PackageManifest;

/**
 * Puts two scorings of the same rows beside each other.
 *
 * @param first the package under test
 * @param second the rival's package, or the same
 * @param bootstrap draws patients, both scorings on the same resamples
 */
record RivalComparison(PackageManifest first, PackageManifest second, PatientBootstrap bootstrap) {

  /**
   * Compares.
   *
   * @param labels that the first model and the list share
   */
  RivalResult compare(
      RivalResult.Kind kind,
      String name,
      String sha256,
      Scoring.Result ofFirst,
      Scoring.Result ofSecond,
      List<String> labels) {
    Map<Long, Prediction> byLine = new HashMap<>();
    for (int i = 0; i < ofSecond.rows().size(); i++) {
      byLine.put(ofSecond.rows().get(i).line(), ofSecond.predictions().get(i));
    }
    List<Prediction> ones = new ArrayList<>();
    List<Prediction> others = new ArrayList<>();
    for (int i = 0; i < ofFirst.rows().size(); i++) {
      Prediction other = byLine.get(ofFirst.rows().get(i).line());
      if (other != null) {
        ones.add(ofFirst.predictions().get(i));
        others.add(other);
      }
    }
    Map<String, RivalResult.OfLabel> compared = new LinkedHashMap<>();
    for (String label : labels) {
      if (second.labels().contains(label)) {
        compared.put(
            label, label(label, sample(first, ones, label), sample(second, others, label)));
      }
    }
    int leftOut = ofFirst.rows().size() + ofSecond.rows().size() - 2 * ones.size();
    return new RivalResult(name, kind, sha256, ones.size(), leftOut, compared);
  }

  private static LabelSample sample(PackageManifest manifest, List<Prediction> rows, String label) {
    return LabelSample.of(
        new PredictionList(manifest.labels(), rows), manifest.labels().indexOf(label));
  }

  private RivalResult.OfLabel label(String label, LabelSample one, LabelSample two) {
    Map<Metric, Double> ofOne = new LinkedHashMap<>();
    Map<Metric, Double> ofTwo = new LinkedHashMap<>();
    Map<Metric, Difference> differences = new LinkedHashMap<>();
    ofOne.put(Metric.AUROC, Auroc.of(one.rankScores(), one.positives()));
    ofTwo.put(Metric.AUROC, Auroc.of(two.rankScores(), two.positives()));
    ofOne.put(Metric.AUPRC, AveragePrecision.of(one.rankScores(), one.positives()));
    ofTwo.put(Metric.AUPRC, AveragePrecision.of(two.rankScores(), two.positives()));
    if (one.hasBothClasses()) {
      PairedDiscrimination areas = PairedDiscrimination.of(one, two, bootstrap);
      differences.put(Metric.AUROC, areas.auroc());
      differences.put(Metric.AUPRC, areas.averagePrecision());
    }
    double at = threshold(first, label);
    double otherAt = threshold(second, label);
    long decisions = Double.isNaN(at) || Double.isNaN(otherAt) ? 0 : one.scores().length;
    if (decisions > 0) {
      boolean believed =
          differences.containsKey(Metric.AUROC) && differences.get(Metric.AUROC).ci95().isDefined();
      Map<Metric, ToDoubleFunction<Confusion>> rates = new LinkedHashMap<>();
      rates.put(Metric.SENSITIVITY, Confusion::sensitivity);
      rates.put(Metric.SPECIFICITY, Confusion::specificity);
      rates.forEach(
          (metric, rate) -> {
            ofOne.put(metric, rate.applyAsDouble(at(one, at)));
            ofTwo.put(metric, rate.applyAsDouble(at(two, otherAt)));
            differences.put(metric, difference(one, at, two, otherAt, rate, believed));
          });
    }
    return new RivalResult.OfLabel(
        ofOne,
        ofTwo,
        differences,
        shift(one, two, true),
        shift(one, two, false),
        decisions,
        decisions == 0 ? 0 : otherwise(one, at, two, otherAt));
  }

  private Difference difference(
      LabelSample one,
      double at,
      LabelSample two,
      double otherAt,
      ToDoubleFunction<Confusion> rate,
      boolean believed) {
    Difference found =
        bootstrap.difference(
            one.patients(),
            one.positives(),
            counts -> rate.applyAsDouble(Confusion.at(one.scores(), one.positives(), at, counts)),
            counts ->
                rate.applyAsDouble(Confusion.at(two.scores(), two.positives(), otherAt, counts)));
    return believed ? found : new Difference(found.value(), Interval.undefined(), Double.NaN);
  }

  private static Confusion at(LabelSample sample, double threshold) {
    return Confusion.at(sample.scores(), sample.positives(), threshold);
  }

  private static double threshold(PackageManifest manifest, String label) {
    return manifest.operatingPoint(label).map(OperatingPoint::threshold).orElse(Double.NaN);
  }

  private static double shift(LabelSample one, LabelSample two, boolean largest) {
    double found = 0;
    for (int i = 0; i < one.scores().length; i++) {
      double shift = Math.abs(one.scores()[i] - two.scores()[i]);
      found = largest ? Math.max(found, shift) : found + shift;
    }
    int n = one.scores().length;
    return n == 0 ? Double.NaN : largest ? found : found / n;
  }

  private static long otherwise(LabelSample one, double at, LabelSample two, double otherAt) {
    long otherwise = 0;
    for (int i = 0; i < one.scores().length; i++) {
      otherwise += (one.scores()[i] >= at) == (two.scores()[i] >= otherAt) ? 0 : 1;
    }
    return otherwise;
  }
}
