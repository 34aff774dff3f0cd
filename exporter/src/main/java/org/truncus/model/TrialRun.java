package org.truncus.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.tensorflow.proto.SavedModel;
import org.truncus.image.FloatImage;
import org.truncus.net.ExecutionOptions;

/**
 * What a graph said of some images, and how fast.
 *
 * @param scores one an image, the golden ones first
 * @param millis median milliseconds of one golden image after the other
 */
record TrialRun(List<Scores> scores, double millis) {

  private static final int LEAST_CALLS = 24;

  /**
   * Runs a graph: twice to warm up, on the golden images often enough for a median, and once on
   * every other image, which are of other sizes and not timed.
   */
  static TrialRun of(
      SavedModel model,
      List<FloatImage> golden,
      Stream<FloatImage> others,
      ExecutionOptions options) {
    try (GraphSession session = GraphSession.open(model, options)) {
      session.score(golden.get(0));
      session.score(golden.get(0));
      List<Scores> scores = new ArrayList<>();
      double[] millis = new double[Math.max(LEAST_CALLS, golden.size())];
      for (int call = 0; call < millis.length; call++) {
        long start = System.nanoTime();
        Scores one = session.score(golden.get(call % golden.size()));
        millis[call] = (System.nanoTime() - start) / 1e6;
        if (call < golden.size()) {
          scores.add(one);
        }
      }
      others.forEachOrdered(image -> scores.add(session.score(image)));
      Arrays.sort(millis);
      return new TrialRun(List.copyOf(scores), millis[millis.length / 2]);
    }
  }

  /** The greatest absolute difference of a logit, over the first so many images. */
  double maxLogitDifference(TrialRun other, int images) {
    double most = 0;
    for (int i = 0; i < images; i++) {
      most = Math.max(most, max(scores.get(i).logits(), other.scores.get(i).logits()));
    }
    return most;
  }

  /** The greatest difference of a probability, over the first so many images. */
  double maxProbabilityDifference(TrialRun other, int images) {
    double most = 0;
    for (int i = 0; i < images; i++) {
      most =
          Math.max(most, max(scores.get(i).probabilities(), other.scores.get(i).probabilities()));
    }
    return most;
  }

  /** The mean difference of a probability, over images and labels. */
  double meanProbabilityDifference(TrialRun other) {
    double sum = 0;
    int count = 0;
    for (int i = 0; i < scores.size(); i++) {
      float[] mine = scores.get(i).probabilities();
      float[] others = other.scores.get(i).probabilities();
      for (int l = 0; l < mine.length; l++) {
        sum += Math.abs((double) mine[l] - others[l]);
        count++;
      }
    }
    return sum / count;
  }

  private static double max(float[] a, float[] b) {
    double most = 0;
    for (int l = 0; l < a.length; l++) {
      most = Math.max(most, Math.abs((double) a[l] - b[l]));
    }
    return most;
  }
}
