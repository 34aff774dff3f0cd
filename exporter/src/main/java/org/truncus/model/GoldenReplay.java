package org.truncus.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.truncus.image.FloatImage;
import org.truncus.image.ImageReader;

/**
 * Shows that a loaded graph still gives the golden vectors' scores, through the whole pixel
 * pipeline: what differs is refused before it scores a patient.
 *
 * @param vectors how many were replayed
 * @param maxLogitDifference the greatest, absolute
 * @param maxProbabilityDifference the greatest
 * @param millis what it took
 */
public record GoldenReplay(
    int vectors, double maxLogitDifference, double maxProbabilityDifference, double millis) {

  private static final double MEAN_TOLERANCE = 1e-6;

  /**
   * Replays all vectors.
   *
   * @throws InvalidPackageException naming the first vector that is not reproduced
   */
  static GoldenReplay of(ModelRunner runner, Form form) {
    long start = System.nanoTime();
    ModelPackage model = runner.model();
    List<GoldenVector> vectors = GoldenSet.read(model.folder()).vectors();
    int expected = model.manifest().assurance().goldenVectors();
    if (vectors.size() != expected) {
      throw new InvalidPackageException(
          model.folder(),
          "holds " + vectors.size() + " golden vectors, the manifest says " + expected);
    }
    ImageReader reader = new ImageReader(model.manifest().input().pixels());
    double logits = 0;
    double probabilities = 0;
    for (GoldenVector vector : vectors) {
      Path file = model.folder().resolve(GoldenSet.FOLDER + vector.file());
      FloatImage image =
          reader.read(file).image().withChannels(model.manifest().input().channels());
      checkPixels(model, vector, image);
      Scores scores = runner.score(image);
      logits = Math.max(logits, logits(model, vector, scores, form));
      probabilities = Math.max(probabilities, probabilities(model, vector, scores, form));
      if (fits(model.manifest().input(), image)) {
        Scores batch = runner.scoreFitted(image);
        logits(model, vector, batch, form);
        probabilities(model, vector, batch, form);
      }
    }
    return new GoldenReplay(
        vectors.size(), logits, probabilities, (System.nanoTime() - start) / 1e6);
  }

  /** Mean of the samples, in [0,1]. */
  static double mean(FloatImage image) {
    double sum = 0;
    for (float sample : image.samples()) {
      sum += sample;
    }
    return sum / image.samples().length;
  }

  private static boolean fits(ModelInput input, FloatImage image) {
    return image.height() == input.size() && image.width() == input.size();
  }

  private static void checkPixels(ModelPackage model, GoldenVector vector, FloatImage image) {
    double mean = mean(image);
    if (image.height() != vector.height()
        || image.width() != vector.width()
        || Math.abs(mean - vector.mean()) > MEAN_TOLERANCE) {
      throw new InvalidPackageException(
          model.folder(),
          String.format(
              Locale.ROOT,
              "golden vector %s is not decoded as at export: found %d x %d with mean %.7f, expected"
                  + " %d x %d with mean %.7f; this version of Truncus reads pixels otherwise,"
                  + " don't use the package with it",
              vector.file(),
              image.height(),
              image.width(),
              mean,
              vector.height(),
              vector.width(),
              vector.mean()));
    }
  }

  private static double logits(ModelPackage model, GoldenVector vector, Scores scores, Form form) {
    double most = 0;
    for (int l = 0; l < vector.logits().length; l++) {
      double expected = vector.logits()[l];
      double difference = Math.abs(scores.logits()[l] - expected);
      double tolerance = form.measured().logitTolerance() * Math.max(1, Math.abs(expected));
      check(model, vector, l, "logit", scores.logits()[l], expected, tolerance, form);
      most = Math.max(most, difference);
    }
    return most;
  }

  private static double probabilities(
      ModelPackage model, GoldenVector vector, Scores scores, Form form) {
    double most = 0;
    for (int l = 0; l < vector.probabilities().length; l++) {
      double expected = vector.probabilities()[l];
      double found = scores.probabilities()[l];
      double tolerance = form.measured().probabilityTolerance();
      check(model, vector, l, "probability", found, expected, tolerance, form);
      most = Math.max(most, Math.abs(found - expected));
    }
    return most;
  }

  private static void check(
      ModelPackage model,
      GoldenVector vector,
      int label,
      String what,
      double found,
      double expected,
      double tolerance,
      Form form) {
    if (!(Math.abs(found - expected) <= tolerance)) {
      throw new InvalidPackageException(
          model.folder(),
          String.format(
              Locale.ROOT,
              "golden vector %s is not reproduced in %s: %s of %s found %.6f, expected %.6f within"
                  + " %.1e; this machine or this build computes otherwise, don't use the package"
                  + " here",
              vector.file(),
              form.precision().text(),
              what,
              model.manifest().labels().get(label),
              found,
              expected,
              tolerance));
    }
  }
}
