package org.truncus.calibrate;

import java.util.HashSet;
import java.util.Set;

/** Patients of one label; one with rows of both kinds counts for either. */
final class PatientCounts {

  private PatientCounts() {}

  /** Patients that have a positive row, or those that have a negative one. */
  static int of(String[] patients, boolean[] positives, boolean positive) {
    Set<String> found = new HashSet<>();
    for (int i = 0; i < patients.length; i++) {
      if (positives[i] == positive) {
        found.add(patients[i]);
      }
    }
    return found.size();
  }
}
