package org.truncus.weights;

import java.util.List;
import java.util.Map;

/**
 * The result of an import: every weight below the cut, and what the file has besides.
 *
 * @param tensors by our names, in the order of the network
 * @param steps where each came from, in the same order
 * @param ignored names of the file's tensors that were not used: layers above the cut, counters and
 *     the classifier, which is never taken for our head
 * @param source what the file was made for
 * @param sha256 of the file, lower-case hexadecimal
 * @param file the file that was read
 */
public record ImportedWeights(
    Map<String, WeightTensor> tensors,
    List<ImportStep> steps,
    List<String> ignored,
    WeightSource source,
    String sha256,
    String file) {

  /** The backbone that the file fits as it is. */
  public String backbone() {
    return source.backbone();
  }

  /** What the source did with an image: {@code torch}, {@code caffe}, {@code mobilenet}. */
  public String normalization() {
    return source.normalization();
  }

  /** One line for people: how many were loaded and ignored. */
  public String coverage() {
    return "%d tensors loaded, %d ignored".formatted(tensors.size(), ignored.size());
  }
}
