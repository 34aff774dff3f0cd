package org.truncus.testdata;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A made-up patient.
 *
 * @param index 0-based position in the series
 * @param id patient identifier, {@code PH-} and six digits
 * @param sex {@code F} or {@code M}
 * @param age years, 20 to 89
 * @param site the hospital the images pretend to come from; independent of the findings
 * @param findings what the patient has; empty for none
 */
public record PhantomPatient(
    int index, String id, String sex, int age, String site, Set<Finding> findings) {

  /** Copies the findings, in the order of the enum. */
  public PhantomPatient {
    EnumSet<Finding> copy = EnumSet.noneOf(Finding.class);
    copy.addAll(findings);
    findings = Collections.unmodifiableSet(copy);
  }

  /** Whether the patient has this finding. */
  public boolean has(Finding finding) {
    return findings.contains(finding);
  }
}
