package org.truncus.evaluate;

import org.truncus.metric.Difference;
import org.truncus.metric.Discrimination;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PairedDeLong;
import org.truncus.metric.PairedDiscrimination;

/**
 * One label in two files, on the rows they have in common.
 *
 * @param label its name
 * @param firstSample rows of the first file
 * @param secondSample the same rows of the second file
 * @param first areas by the first file
 * @param second areas by the second file
 * @param differences first minus second, by resampling patients
 * @param deLong DeLong's test, right only where every row is of another patient
 */
public record LabelComparison(
    String label,
    LabelSample firstSample,
    LabelSample secondSample,
    Discrimination first,
    Discrimination second,
    PairedDiscrimination differences,
    PairedDeLong deLong) {

  /** A difference in words; {@code first} and {@code second} as the reader knows them. */
  public static String verdict(Difference difference, String first, String second) {
    if (!difference.isDefined()) {
      return "undefined";
    }
    if (!difference.ci95().isDefined()) {
      return "too few patients to tell";
    }
    if (difference.insideTheNoise()) {
      return "inside the noise";
    }
    return (difference.value() > 0 ? first : second) + " higher, outside the noise";
  }
}
