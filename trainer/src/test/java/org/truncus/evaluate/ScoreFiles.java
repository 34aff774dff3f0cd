package org.truncus.evaluate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.truncus.list.ScoreTable;

/** Small files of scores. */
final class ScoreFiles {

  private ScoreFiles() {}

  static ScoreTable table(Path file, String text) {
    try {
      return ScoreTable.read(Files.writeString(file, text));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Two labels of sigmoids, 200 images of 100 patients; with more noise for a worse model of the
   * same images.
   */
  static String sigmoids(double noise) {
    Random images = new Random(5);
    Random network = new Random(6);
    StringBuilder text = new StringBuilder("image,patient_id");
    for (String label : List.of("x", "y")) {
      text.append(String.format(Locale.ROOT, ",%s.target,%1$s.logit,%1$s.probability", label));
    }
    for (int i = 0; i < 200; i++) {
      text.append(String.format(Locale.ROOT, "%ni%03d.png,P%02d", i, i / 2));
      for (double prevalence : new double[] {0.4, 0.2}) {
        boolean positive = images.nextDouble() < prevalence;
        double z = images.nextGaussian() + (positive ? 2 : 0) - 1 + noise * network.nextGaussian();
        String target = i % 50 == 7 ? "" : positive ? "1" : "0";
        text.append(String.format(Locale.ROOT, ",%s,%.6f,%.8f", target, z, 1 / (1 + Math.exp(-z))));
      }
    }
    return text.append('\n').toString();
  }

  /** Three classes of a softmax, 150 images of as many patients. */
  static String softmax(boolean withProbabilities) {
    Random random = new Random(7);
    StringBuilder text = new StringBuilder("image,patient_id");
    for (String label : List.of("a", "b", "c")) {
      text.append(String.format(Locale.ROOT, ",%s.target,%1$s.logit", label));
      text.append(withProbabilities ? "," + label + ".probability" : "");
    }
    for (int i = 0; i < 150; i++) {
      text.append(String.format(Locale.ROOT, "%ni%03d.png,P%03d", i, i));
      double[] z = new double[3];
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        z[k] = random.nextGaussian() + (i % 3 == k ? 1.5 : 0);
        sum += Math.exp(z[k]);
      }
      for (int k = 0; k < 3; k++) {
        text.append(String.format(Locale.ROOT, ",%d,%.6f", i % 3 == k ? 1 : 0, z[k]));
        text.append(
            withProbabilities ? String.format(Locale.ROOT, ",%.9f", Math.exp(z[k]) / sum) : "");
      }
    }
    return text.append('\n').toString();
  }
}
