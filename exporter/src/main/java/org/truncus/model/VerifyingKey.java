package org.truncus.model;

import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import org.truncus.problem.InvalidInputException;

/**
 * The public half of an Ed25519 pair (RFC 8032), which proves who signed a package.
 *
 * @param key as the JDK has it
 */
public record VerifyingKey(PublicKey key) {

  /**
   * Reads a public key.
   *
   * @param file SubjectPublicKeyInfo in PEM form, as {@code openssl pkey -pubout} writes it
   * @throws InvalidInputException where it is none
   */
  public static VerifyingKey read(Path file) {
    byte[] der = Pem.read(file, Pem.PUBLIC_KEY);
    try {
      return new VerifyingKey(
          KeyFactory.getInstance(SigningKey.ALGORITHM).generatePublic(new X509EncodedKeySpec(der)));
    } catch (GeneralSecurityException e) {
      throw new InvalidInputException(file + ": is no Ed25519 public key", e);
    }
  }

  /** SHA-256 of the key's SubjectPublicKeyInfo, lower-case hex: its name in manifests. */
  public String sha256() {
    return PackageFiles.sha256(key.getEncoded());
  }

  /** The key as {@link #read} takes it. */
  String pem() {
    return Pem.text(Pem.PUBLIC_KEY, key.getEncoded());
  }

  /** Whether this pair signed the bytes. */
  boolean verifies(byte[] bytes, byte[] signed) {
    try {
      Signature signature = Signature.getInstance(SigningKey.ALGORITHM);
      signature.initVerify(key);
      signature.update(bytes);
      return signature.verify(signed);
    } catch (SignatureException e) {
      return false; // of another length or form
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java from 15 on verifies Ed25519", e);
    }
  }
}
