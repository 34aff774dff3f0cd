package org.truncus.weights;

import java.util.Arrays;
import java.util.List;
import org.truncus.problem.TruncusException;
import org.truncus.weights.source.SourceRules;

/**
 * A weight file in short, for people and as JSON.
 *
 * @param file that was read
 * @param sha256 of it
 * @param format in words
 * @param network what the weights were made for, in words; null where it isn't known
 * @param backbone that they fit as they are; null where it isn't known
 * @param normalization what the source did with an image; null where it isn't known
 * @param unknown why the network isn't known; null where it is
 * @param numbers in all floating tensors together
 * @param tensors in the order of the file
 */
public record FileSummary(
    String file,
    String sha256,
    String format,
    String network,
    String backbone,
    String normalization,
    String unknown,
    long numbers,
    List<Row> tensors) {

  /** A tensor as the file has it. */
  @SuppressWarnings("ArrayRecordComponent") // for output only
  public record Row(String name, DType dtype, int[] shape) {}

  /** Copies the list. */
  public FileSummary {
    tensors = List.copyOf(tensors);
  }

  /** Describes a file. */
  public static FileSummary of(WeightFile file) {
    WeightSource source = null;
    String unknown = null;
    try {
      source = SourceRules.recognise(file, "").source();
    } catch (TruncusException e) {
      unknown = e.getMessage();
    }
    return new FileSummary(
        file.path().toString(),
        file.sha256(),
        file.format().text(),
        source == null ? null : source.text(),
        source == null ? null : source.backbone(),
        source == null ? null : source.normalization(),
        unknown,
        file.tensors().values().stream()
            .filter(tensor -> tensor.dtype().isFloat())
            .mapToLong(StoredTensor::size)
            .sum(),
        file.tensors().entrySet().stream()
            .map(
                entry ->
                    new Row(entry.getKey(), entry.getValue().dtype(), entry.getValue().shape()))
            .toList());
  }

  /** A table. */
  public String text() {
    StringBuilder text = new StringBuilder();
    text.append("file      %s%n".formatted(file));
    text.append("format    %s%n".formatted(format));
    text.append("sha256    %s%n".formatted(sha256));
    text.append("network   %s%n".formatted(network == null ? "not known: " + unknown : network));
    if (backbone != null) {
      text.append("use with  --backbone %s%n".formatted(backbone));
    }
    text.append("tensors   %d, %,d numbers%n%n".formatted(tensors.size(), numbers));
    text.append("%-48s %-5s %s%n".formatted("tensor", "type", "shape"));
    for (Row row : tensors) {
      text.append(
          "%-48s %-5s %s%n".formatted(row.name(), row.dtype(), Arrays.toString(row.shape())));
    }
    return text.toString();
  }
}
