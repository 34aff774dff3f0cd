package org.truncus.metric;

import java.util.List;

/**
 * How far one label's probabilities can be taken at their word, with intervals that resample
 * patients.
 *
 * @param error see {@link CalibrationError}
 * @param slope see {@link CalibrationLine}
 * @param intercept of the same line
 */
public record CalibrationMeasures(Bootstrapped error, Bootstrapped slope, Bootstrapped intercept) {

  /** No measures: the scores are no probabilities. */
  public static CalibrationMeasures undefined() {
    Bootstrapped none = Bootstrapped.undefined();
    return new CalibrationMeasures(none, none, none);
  }

  /** From the numbers of a {@link CalibrationStatistic}. */
  static CalibrationMeasures of(List<Bootstrapped> numbers, PatientIndex patients) {
    List<Bootstrapped> believed =
        patients.enough() ? numbers : numbers.stream().map(Bootstrapped::withoutInterval).toList();
    return new CalibrationMeasures(believed.get(0), believed.get(1), believed.get(2));
  }
}
