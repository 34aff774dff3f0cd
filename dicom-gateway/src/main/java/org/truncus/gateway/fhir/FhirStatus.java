package org.truncus.gateway.fhir;

/** Status of a report and its observations; never final, since no physician has verified it. */
public enum FhirStatus {
  /** The first report of a study. */
  PRELIMINARY("preliminary"),
  /** A revision: it replaces an earlier report. */
  AMENDED("amended"),
  /** Withdrawn by an operator. */
  ENTERED_IN_ERROR("entered-in-error");

  private final String code;

  FhirStatus(String code) {
    this.code = code;
  }

  /** The code in FHIR. */
  public String code() {
    return code;
  }
}
