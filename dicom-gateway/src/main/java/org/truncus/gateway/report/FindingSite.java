package org.truncus.gateway.report;

import java.util.Objects;
import java.util.Optional;

/**
 * Where a finding is, as the model declares it: it is a fact about the label, no measurement.
 *
 * @param site the anatomic structure, such as (39607008, SCT, "Lung")
 * @param laterality its side, where the label is about one side only
 */
public record FindingSite(Code site, Optional<Code> laterality) {

  /** Checks that nothing is null. */
  public FindingSite {
    Objects.requireNonNull(site, "site");
    Objects.requireNonNull(laterality, "laterality");
  }
}
