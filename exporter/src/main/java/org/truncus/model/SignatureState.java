package org.truncus.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What is known of a package's signature.
 *
 * @param status how far it was looked at
 * @param keySha256 the key that the manifest names; null where the package is not signed
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SignatureState(Status status, String keySha256) {

  /** How far a signature was looked at. */
  public enum Status {
    /** There is none. */
    @JsonProperty("unsigned")
    UNSIGNED("not signed"),
    /** There is one, and no key was given to check it with. */
    @JsonProperty("not checked")
    NOT_CHECKED("signed, not checked: no public key was given"),
    /** It is that of a key which was given. */
    @JsonProperty("verified")
    VERIFIED("signed, signature verified");

    private final String words;

    Status(String words) {
      this.words = words;
    }

    /** For people. */
    public String words() {
      return words;
    }
  }
}
