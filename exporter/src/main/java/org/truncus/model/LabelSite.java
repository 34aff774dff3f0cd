package org.truncus.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;

/**
 * Where a finding is, as whoever exports the model declares it; reports say it beside the finding.
 *
 * @param site the anatomic structure, for example (39607008, SCT, "Lung")
 * @param laterality its side, where the label is about one side only; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record LabelSite(LabelCode site, LabelCode laterality) {

  /** Checks that there is a site. */
  public LabelSite {
    Objects.requireNonNull(site, "site");
  }
}
