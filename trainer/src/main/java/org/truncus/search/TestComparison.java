package org.truncus.search;

import java.util.ArrayList;
import java.util.List;
import org.truncus.evaluate.LabelComparison;
import org.truncus.list.PredictionList;
import org.truncus.metric.Bootstrapped;
import org.truncus.metric.Difference;
import org.truncus.metric.LabelSample;
import org.truncus.metric.MacroDiscrimination;
import org.truncus.metric.PairedDiscrimination;
import org.truncus.metric.PatientBootstrap;

/**
 * The chosen cut and the whole network on the test split: means over seeds and labels, and their
 * difference on the same replicates of patients.
 *
 * @param cut that was chosen
 * @param rows of the test split
 * @param replicates of the bootstrap
 * @param auroc of both
 * @param auprc of both
 */
public record TestComparison(String cut, int rows, int replicates, Areas auroc, Areas auprc) {

  private static final int REPLICATES = 2000;

  /**
   * One area.
   *
   * @param chosen of the chosen cut
   * @param whole of the whole network
   * @param difference chosen minus whole; undefined where they are the same
   * @param verdict the difference in words
   */
  public record Areas(
      Bootstrapped chosen, Bootstrapped whole, Difference difference, String verdict) {}

  /**
   * Compares.
   *
   * @param chosen predictions, one list a seed
   * @param whole the same of the whole network; all lists of the same rows
   */
  static TestComparison of(
      String cut, List<PredictionList> chosen, List<PredictionList> whole, long seed) {
    PatientBootstrap bootstrap = new PatientBootstrap(REPLICATES, seed);
    List<LabelSample> first = samples(chosen);
    List<LabelSample> second = samples(whole);
    MacroDiscrimination one = MacroDiscrimination.macro(first, bootstrap);
    MacroDiscrimination other = MacroDiscrimination.macro(second, bootstrap);
    PairedDiscrimination differences = PairedDiscrimination.macro(first, second, bootstrap);
    return new TestComparison(
        cut,
        chosen.get(0).rows().size(),
        REPLICATES,
        areas(one.auroc(), other.auroc(), differences.auroc()),
        areas(one.averagePrecision(), other.averagePrecision(), differences.averagePrecision()));
  }

  private static Areas areas(Bootstrapped chosen, Bootstrapped whole, Difference difference) {
    return new Areas(
        chosen,
        whole,
        difference,
        LabelComparison.verdict(difference, "the cut", "the whole network"));
  }

  private static List<LabelSample> samples(List<PredictionList> lists) {
    List<LabelSample> samples = new ArrayList<>();
    for (PredictionList list : lists) {
      for (int label = 0; label < list.labels().size(); label++) {
        samples.add(LabelSample.of(list, label));
      }
    }
    return samples;
  }
}
