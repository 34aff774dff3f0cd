package org.truncus.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import java.util.Objects;
import org.truncus.train.Precision;

/**
 * A way to run the graph. There is one graph; bfloat16 is chosen when it is loaded, and oneDNN then
 * rewrites what it finds safe.
 *
 * @param precision of convolutions and products
 * @param reason why it can't be chosen, since it was not measured; null where it can
 * @param measured what was found; null where it was not measured
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Form(Precision precision, String reason, Measured measured) {

  /** Checks that it is measured or says why not. */
  public Form {
    Objects.requireNonNull(precision, "precision");
    if ((measured == null) == (reason == null)) {
      throw new IllegalArgumentException("a form is measured, or has a reason why not");
    }
  }

  /** A form that can't be chosen. */
  static Form unavailable(Precision precision, String reason) {
    return new Form(precision, reason, null);
  }

  /** For people, in one line. */
  String words() {
    if (measured == null) {
      return "not available: " + reason;
    }
    String speed =
        String.format(
            Locale.ROOT, "%.1f ms an image (%s)", measured.millisPerImage(), measured.cpu());
    if (precision == Precision.FP32) {
      return speed;
    }
    return String.format(
        Locale.ROOT,
        "%s; from fp32 over %d golden images and %d of the validation split: probabilities within"
            + " %.4f (mean %.5f), logits within %.3f, %d of %d decisions changed",
        speed,
        measured.images() - measured.validationRows(),
        measured.validationRows(),
        measured.maxProbabilityDifference(),
        measured.meanProbabilityDifference(),
        measured.maxLogitDifference(),
        measured.changedDecisions(),
        measured.decisions());
  }

  /** Whether a loader may choose it. */
  public boolean available() {
    return measured != null;
  }

  /**
   * How a form differs from fp32, and how fast it is.
   *
   * @param images golden vectors and rows of the validation split that were scored
   * @param validationRows how many of these were rows of the validation split
   * @param maxLogitDifference the greatest, absolute
   * @param maxProbabilityDifference the greatest
   * @param meanProbabilityDifference over images and labels
   * @param decisions pairs of an image and a label with an operating point
   * @param changedDecisions how many of these are decided otherwise than in fp32
   * @param logitTolerance most that a golden vector's logit may differ from the expected one,
   *     relative to the greater of 1 and its size
   * @param probabilityTolerance most that a golden vector's probability may differ
   * @param millisPerImage median of one image after the other
   * @param cpu processor and threads that this was measured with
   */
  public record Measured(
      int images,
      int validationRows,
      double maxLogitDifference,
      double maxProbabilityDifference,
      double meanProbabilityDifference,
      int decisions,
      int changedDecisions,
      double logitTolerance,
      double probabilityTolerance,
      double millisPerImage,
      String cpu) {}
}
