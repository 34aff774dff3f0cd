package org.truncus.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.truncus.train.Precision;

/**
 * What the exporter measured on the very graph that it wrote.
 *
 * @param goldenVectors how many lie in {@code assets.extra/golden/}; every loader replays them,
 *     with the tolerance of the form that it runs
 * @param folding what folding and constants changed; null where it was not measured
 * @param forms how the graph may be run, fp32 first
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Assurance(int goldenVectors, Folding folding, List<Form> forms) {

  /** Keeps an unmodifiable copy. */
  public Assurance {
    forms = forms == null ? List.of() : List.copyOf(forms);
  }

  /** The form of a precision, where the package says anything of it. */
  public Optional<Form> form(Precision precision) {
    return forms.stream().filter(form -> form.precision() == precision).findFirst();
  }

  /**
   * The graph as trained, with batch normalisation, against the exported one, in which it is folded
   * into the convolutions where that is exact.
   *
   * @param folded batch normalisations that were folded
   * @param kept batch normalisations that stayed, since nothing stands before them to take them in
   * @param maxLogitDifference over the golden vectors
   * @param maxProbabilityDifference over the golden vectors
   * @param millisBefore median milliseconds for one image as trained
   * @param millisAfter median milliseconds for one image as exported
   */
  public record Folding(
      int folded,
      int kept,
      double maxLogitDifference,
      double maxProbabilityDifference,
      double millisBefore,
      double millisAfter) {

    /** For people, in one line. */
    String words() {
      return String.format(
          Locale.ROOT,
          "%d batch normalisations folded, %d kept; logits moved by %.1e at most, probabilities by"
              + " %.1e; %.1f ms an image before, %.1f after",
          folded,
          kept,
          maxLogitDifference,
          maxProbabilityDifference,
          millisBefore,
          millisAfter);
    }
  }
}
