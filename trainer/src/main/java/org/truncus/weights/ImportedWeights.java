package org.truncus.weights;

import java.util.List;
import java.util.Map;

/**
 * The result of an import: every weight below the cut, and what the file has besides.
 *
 * @param tensors by our names, in the order of the network
 * @param ignored names of the file's tensors that were not used: layers above the cut and the
 *     classifier, which is never taken for our head
 * @param backbone the network the file was made for
 * @param normalization what the source did with an image: {@code mobilenet}, {@code torch}, {@code
 *     caffe}
 * @param sha256 of the file, lower-case hexadecimal
 * @param file the file that was read
 */
public record ImportedWeights(
    Map<String, WeightTensor> tensors,
    List<String> ignored,
    String backbone,
    String normalization,
    String sha256,
    String file) {

  /** One line for people: how many were loaded and ignored. */
  public String coverage() {
    return "%d tensors loaded, %d ignored".formatted(tensors.size(), ignored.size());
  }
}
