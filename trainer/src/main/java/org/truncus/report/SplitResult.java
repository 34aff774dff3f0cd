package org.truncus.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.list.Task;
import org.truncus.metric.Discrimination;
import org.truncus.metric.LabelSample;
import org.truncus.metric.MacroDiscrimination;
import org.truncus.metric.PatientBootstrap;

/**
 * The predictions of a split, measured once for all that is told of them.
 *
 * @param split whose rows these are
 * @param task what the labels mean
 * @param predictions in the order of the list
 * @param samples of the labels, in their order
 * @param labels what was measured, in the order of the labels
 * @param macro means over the labels
 * @param bootstrap which drew the patients
 */
public record SplitResult(
    Split split,
    Task task,
    PredictionList predictions,
    List<LabelSample> samples,
    Map<String, Discrimination> labels,
    MacroDiscrimination macro,
    PatientBootstrap bootstrap) {

  /** Measures predictions; the intervals are a function of predictions and bootstrap. */
  public static SplitResult of(
      Split split, Task task, PredictionList predictions, PatientBootstrap bootstrap) {
    List<LabelSample> samples = new ArrayList<>();
    Map<String, Discrimination> labels = new LinkedHashMap<>();
    for (int l = 0; l < predictions.labels().size(); l++) {
      LabelSample sample = LabelSample.of(predictions, l);
      samples.add(sample);
      labels.put(predictions.labels().get(l), Discrimination.of(sample, bootstrap));
    }
    return new SplitResult(
        split,
        task,
        predictions,
        List.copyOf(samples),
        labels,
        MacroDiscrimination.macro(samples, bootstrap),
        bootstrap);
  }

  /** Mean over the labels with both classes of the average precision of a useless score. */
  public double meanNoSkill() {
    return labels.values().stream()
        .filter(measured -> measured.auroc().isDefined())
        .mapToDouble(Discrimination::noSkill)
        .average()
        .orElse(Double.NaN);
  }
}
