package org.truncus.search;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.truncus.problem.UsageException;

/** What cuts are compared by, as mean over the labels of the validation split. */
public enum SearchMetric {
  /** Average precision. */
  AUPRC,
  /** Area under the ROC curve. */
  AUROC,
  /** The mean of both. */
  MEAN;

  /** The name in options and documents. */
  @JsonValue
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** For reports: {@code AUPRC}. */
  public String title() {
    return this == MEAN ? "mean of AUROC and AUPRC" : name();
  }

  /**
   * The constant of a name.
   *
   * @throws UsageException for an unknown one
   */
  @JsonCreator
  public static SearchMetric named(String text) {
    return Arrays.stream(values())
        .filter(metric -> metric.text().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                new UsageException(
                    "--metric: found '%s', expected one of %s"
                        .formatted(
                            text,
                            Arrays.stream(values())
                                .map(SearchMetric::text)
                                .collect(Collectors.joining(", ")))));
  }

  /** Its value where the two areas are known. */
  public double of(double auroc, double auprc) {
    return switch (this) {
      case AUPRC -> auprc;
      case AUROC -> auroc;
      case MEAN -> (auroc + auprc) / 2;
    };
  }
}
