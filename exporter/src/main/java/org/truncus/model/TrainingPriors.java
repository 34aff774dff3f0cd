package org.truncus.model;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.truncus.calibrate.PriorCorrection;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;
import org.truncus.list.Task;
import org.truncus.train.RunRecord;
import org.truncus.train.Sampling;

/**
 * What a run's loss weights and sampling did to the priors that its network learnt. Loss weights
 * count exactly. So does balanced sampling of classes or of one label; with several labels a row is
 * drawn by the rarest one it has, which moves the priors of the others in a way that only rows can
 * tell: there it is the shift that drawing the validation rows like that would give.
 *
 * <p>A focal factor and smoothed targets bend probabilities in a way that no prior describes; they
 * are left to the calibrator.
 */
final class TrainingPriors {

  private final RunRecord record;
  private final PredictionList validation;

  private TrainingPriors(RunRecord record, PredictionList validation) {
    this.record = record;
    this.validation = validation;
  }

  /**
   * The corrections.
   *
   * @param validation predictions of the validation split
   * @return in the order of the labels
   */
  static List<PriorCorrection> of(RunRecord record, PredictionList validation) {
    TrainingPriors priors = new TrainingPriors(record, validation);
    List<PriorCorrection> corrections = new ArrayList<>();
    for (int l = 0; l < record.data().labels().size(); l++) {
      corrections.add(priors.lossWeight(l).and(priors.sampling(l)));
    }
    return corrections;
  }

  private PriorCorrection lossWeight(int label) {
    List<Double> weights = record.lossWeights();
    double weight = weights == null || weights.isEmpty() ? 1 : weights.get(label);
    return weight == 1
        ? PriorCorrection.none()
        : PriorCorrection.ofWeight(
            weight, String.format(Locale.ROOT, "the loss weighed it %.4g times", weight));
  }

  private PriorCorrection sampling(int label) {
    if (record.config().recipe().sampling() != Sampling.BALANCED) {
      return PriorCorrection.none();
    }
    boolean exact = record.data().task() == Task.MULTICLASS || record.data().labels().size() == 1;
    double weight = exact ? exactWeight(label) : weightOnValidation(label);
    if (!(weight > 0) || Double.isInfinite(weight)) {
      return PriorCorrection.none();
    }
    return PriorCorrection.ofWeight(
        weight,
        String.format(
            Locale.ROOT,
            "balanced sampling showed it %.4g times as often%s",
            weight,
            exact ? "" : ", estimated on the validation rows"));
  }

  /** How often a positive is drawn, as a multiple of a negative, or of a row of the mean class. */
  private double exactWeight(int label) {
    RunRecord.LabelData own = train(label);
    if (record.data().task() == Task.MULTILABEL) {
      return (double) own.negatives() / own.positives();
    }
    int classes = record.data().labels().size();
    double rows = 0;
    for (int l = 0; l < classes; l++) {
      rows += train(l).positives();
    }
    return rows / classes / own.positives();
  }

  /** The odds of the label among rows drawn by group, as a multiple of those among all rows. */
  private double weightOnValidation(int label) {
    int groups = record.data().labels().size() + 1;
    long[] sizes = new long[groups];
    for (Prediction row : validation.rows()) {
      int group = group(row.targets());
      if (group >= 0) {
        sizes[group]++;
      }
    }
    double[] drawn = new double[2];
    double[] all = new double[2];
    for (Prediction row : validation.rows()) {
      float target = row.targets()[label];
      if (!Float.isNaN(target)) {
        int answer = target > 0.5f ? 1 : 0;
        drawn[answer] += 1.0 / sizes[group(row.targets())];
        all[answer]++;
      }
    }
    return (drawn[1] / drawn[0]) / (all[1] / all[0]);
  }

  /** Of its positive labels the one that is rarest in training; the last group without any. */
  private int group(float[] targets) {
    int rarest = -1;
    boolean known = false;
    for (int l = 0; l < targets.length; l++) {
      known |= !Float.isNaN(targets[l]);
      boolean rarer = rarest < 0 || train(l).positives() < train(rarest).positives();
      if (targets[l] > 0.5f && rarer) {
        rarest = l;
      }
    }
    return rarest >= 0 ? rarest : known ? targets.length : -1;
  }

  private RunRecord.LabelData train(int label) {
    return record.data().splits().get("train").labels().get(record.data().labels().get(label));
  }

  /** No corrections, for as many labels. */
  static List<PriorCorrection> none(int labels) {
    return Collections.nCopies(labels, PriorCorrection.none());
  }
}
