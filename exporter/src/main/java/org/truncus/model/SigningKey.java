package org.truncus.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.interfaces.EdECPrivateKey;
import java.security.spec.NamedParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.InvalidInputException;

/**
 * The private half of an Ed25519 pair (RFC 8032), which signs packages. Only the JDK's own
 * cryptography is used.
 *
 * @param secret never shown: {@link #toString} names the public half only
 * @param verifying the public half
 */
public record SigningKey(PrivateKey secret, VerifyingKey verifying) {

  /** File of the private key below the folder of {@link #write}. */
  public static final String PRIVATE_FILE = "truncus-signing.key.pem";

  /** File of the public key below the folder of {@link #write}. */
  public static final String PUBLIC_FILE = "truncus-signing.pub.pem";

  static final String ALGORITHM = "Ed25519";

  /** A new pair. */
  public static SigningKey generate() {
    try {
      return of(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java from 15 on has Ed25519", e);
    }
  }

  /**
   * Reads a private key.
   *
   * @param file PKCS#8 in PEM form, not encrypted, as {@code openssl genpkey -algorithm ed25519}
   *     writes it
   * @throws InvalidInputException where it is none
   */
  public static SigningKey read(Path file) {
    byte[] der = Pem.read(file, Pem.PRIVATE_KEY);
    try {
      PrivateKey secret =
          KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(der));
      return of(new KeyPair(publicOf((EdECPrivateKey) secret, file), secret));
    } catch (GeneralSecurityException e) {
      throw new InvalidInputException(
          file + ": is no Ed25519 key; make one with truncus keys new --out DIR", e);
    }
  }

  /**
   * Writes both halves into a folder, the private one readable by its owner only.
   *
   * @throws InvalidInputException where either file is there already: no key is ever overwritten
   * @throws EnvironmentException where they can't be written
   */
  public void write(Path folder) {
    Path privateFile = folder.resolve(PRIVATE_FILE);
    Path publicFile = folder.resolve(PUBLIC_FILE);
    try {
      Files.createDirectories(folder);
      if (Files.exists(publicFile)) {
        throw new FileAlreadyExistsException(publicFile.toString());
      }
      boolean posix = Files.getFileStore(folder).supportsFileAttributeView("posix");
      FileAttribute<?>[] owner = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
      };
      Files.createFile(privateFile, posix ? owner : new FileAttribute<?>[0]);
      Files.writeString(privateFile, Pem.text(Pem.PRIVATE_KEY, secret.getEncoded()));
      Files.write(
          publicFile,
          verifying.pem().getBytes(StandardCharsets.US_ASCII),
          StandardOpenOption.CREATE_NEW);
    } catch (FileAlreadyExistsException e) {
      throw new InvalidInputException(
          e.getFile() + ": there is a key already; it is not overwritten, choose another folder",
          e);
    } catch (IOException e) {
      throw new EnvironmentException(folder + ": the keys can't be written: " + e, e);
    }
  }

  /** The signature of the bytes, 64 bytes as RFC 8032 has them. */
  byte[] sign(byte[] bytes) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(secret);
      signature.update(bytes);
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java from 15 on signs with Ed25519", e);
    }
  }

  private static SigningKey of(KeyPair pair) {
    return new SigningKey(pair.getPrivate(), new VerifyingKey(pair.getPublic()));
  }

  /** The JDK computes a public key only while it makes a pair; so it makes this pair once more. */
  private static java.security.PublicKey publicOf(EdECPrivateKey secret, Path file)
      throws GeneralSecurityException {
    byte[] seed =
        secret
            .getBytes()
            .orElseThrow(() -> new InvalidInputException(file + ": the key holds no secret"));
    KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
    generator.initialize(NamedParameterSpec.ED25519, new GivenBytes(seed));
    return generator.generateKeyPair().getPublic();
  }

  /** Hands out the bytes of a secret where random ones are asked for. */
  private static final class GivenBytes extends SecureRandom {

    private static final long serialVersionUID = 1;

    private final transient byte[] given;

    GivenBytes(byte[] given) {
      super(null, null);
      this.given = given.clone();
    }

    @Override
    public void nextBytes(byte[] bytes) {
      System.arraycopy(given, 0, bytes, 0, bytes.length);
    }
  }

  /** Names the public half; the secret never gets into a log. */
  @Override
  public String toString() {
    return "SigningKey[" + verifying.sha256() + "]";
  }
}
