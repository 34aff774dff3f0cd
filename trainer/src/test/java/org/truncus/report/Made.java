package org.truncus.report;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;

/** Predictions made up for tests. */
final class Made {

  private Made() {}

  /** One label; the name of a row is its index. */
  static PredictionList finding(float[] targets, float[] probabilities) {
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < targets.length; i++) {
      float logit = (float) Math.log(probabilities[i] / (1 - probabilities[i]));
      rows.add(
          new Prediction(
              "i" + i + ".png",
              "patient-" + i,
              new float[] {targets[i]},
              new float[] {logit},
              new float[] {probabilities[i]}));
    }
    return new PredictionList(List.of("finding"), rows);
  }

  /** Classes; probabilities by row. */
  static PredictionList classes(int[] classes, float[][] probabilities) {
    int labels = probabilities[0].length;
    List<Prediction> rows = new ArrayList<>();
    for (int i = 0; i < classes.length; i++) {
      float[] targets = new float[labels];
      targets[classes[i]] = 1;
      float[] logits = new float[labels];
      for (int l = 0; l < labels; l++) {
        logits[l] = (float) Math.log(probabilities[i][l]);
      }
      rows.add(new Prediction("i" + i + ".png", "patient-" + i, targets, logits, probabilities[i]));
    }
    return new PredictionList(names(labels), rows);
  }

  /** Findings of any number, each told with some skill, two rows a patient. */
  static PredictionList random(int rows, int labels, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Prediction> list = new ArrayList<>();
    for (int i = 0; i < rows; i++) {
      float[] targets = new float[labels];
      float[] logits = new float[labels];
      float[] probabilities = new float[labels];
      for (int l = 0; l < labels; l++) {
        targets[l] = random.nextDouble() < 0.3 ? 1 : 0;
        logits[l] = (float) (random.nextDouble(-3, 3) + targets[l]);
        probabilities[l] = (float) (1 / (1 + Math.exp(-logits[l])));
      }
      list.add(
          new Prediction("i" + i + ".png", "patient-" + i / 2, targets, logits, probabilities));
    }
    return new PredictionList(names(labels), list);
  }

  private static List<String> names(int labels) {
    List<String> names = new ArrayList<>();
    for (int l = 0; l < labels; l++) {
      names.add("label " + l);
    }
    return names;
  }
}
