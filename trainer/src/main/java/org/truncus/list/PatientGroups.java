package org.truncus.list;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The patients of a list with what their images show, by patient id, whatever the order of rows.
 */
final class PatientGroups {

  /**
   * One patient.
   *
   * @param traits bit {@code 2l} where some row is positive for label {@code l}, bit {@code 2l+1}
   *     where some row is negative
   */
  record Patient(String id, BitSet traits) {}

  private PatientGroups() {}

  static List<Patient> of(List<ListRow> rows) {
    Map<String, BitSet> traits = new TreeMap<>();
    for (ListRow row : rows) {
      BitSet bits = traits.computeIfAbsent(row.patientId(), id -> new BitSet());
      for (int l = 0; l < row.targets().length; l++) {
        float target = row.targets()[l];
        if (!Float.isNaN(target)) {
          bits.set(target > 0.5f ? 2 * l : 2 * l + 1);
        }
      }
    }
    List<Patient> patients = new ArrayList<>();
    traits.forEach((id, bits) -> patients.add(new Patient(id, bits)));
    return patients;
  }
}
