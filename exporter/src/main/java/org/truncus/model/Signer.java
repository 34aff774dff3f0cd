package org.truncus.model;

import java.util.Objects;

/**
 * Whose signature lies beside the manifest. It stands in the manifest and is signed with it.
 *
 * @param algorithm {@code Ed25519}
 * @param keySha256 {@link VerifyingKey#sha256} of the public key that verifies it
 */
public record Signer(String algorithm, String keySha256) {

  /** Checks that both are there. */
  public Signer {
    Objects.requireNonNull(algorithm, "algorithm");
    Objects.requireNonNull(keySha256, "keySha256");
    if (!algorithm.equals(SigningKey.ALGORITHM)) {
      throw new IllegalArgumentException("unknown signature algorithm: " + algorithm);
    }
  }

  static Signer of(VerifyingKey key) {
    return new Signer(SigningKey.ALGORITHM, key.sha256());
  }
}
