package org.truncus.gateway.dimse.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/** Certificates and private keys in PEM files (RFC 7468). */
final class Pem {

  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \\1-----");
  private static final int LARGEST_FILE = 1 << 22;
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  private record Block(String type, ByteBuffer content) {
    byte[] der() {
      byte[] bytes = new byte[content.remaining()];
      content.duplicate().get(bytes);
      return bytes;
    }
  }

  private Pem() {}

  /**
   * The certificates of a file, in its order; at least one.
   *
   * @throws InvalidInputException where there is none, or one can't be read
   */
  static List<X509Certificate> certificates(Path file) throws IOException {
    List<X509Certificate> certificates = new ArrayList<>();
    try {
      CertificateFactory factory = CertificateFactory.getInstance("X.509");
      for (Block block : blocks(file)) {
        if (block.type().equals("CERTIFICATE")) {
          certificates.add(
              (X509Certificate) factory.generateCertificate(new ByteArrayInputStream(block.der())));
        }
      }
    } catch (GeneralSecurityException e) {
      throw new InvalidInputException(file + ": a certificate in it can't be read", e);
    }
    if (certificates.isEmpty()) {
      throw new InvalidInputException(
          file + ": no certificate in it, expected '-----BEGIN CERTIFICATE-----'");
    }
    return certificates;
  }

  /**
   * The first private key of a file.
   *
   * @param password opens a locked key; empty for none
   */
  static PrivateKey key(Path file, char[] password) throws IOException {
    for (Block block : blocks(file)) {
      switch (block.type()) {
        case "PRIVATE KEY" -> {
          return decode(file, new PKCS8EncodedKeySpec(block.der()));
        }
        case "ENCRYPTED PRIVATE KEY" -> {
          return decode(file, unlock(file, block.der(), password));
        }
        case "RSA PRIVATE KEY" -> {
          return decode(file, new PKCS8EncodedKeySpec(Pkcs1.wrap(block.der())));
        }
        case "EC PRIVATE KEY", "DSA PRIVATE KEY" ->
            throw new UnsupportedInputException(
                "%s: a key in the form '%s'; convert it with: openssl pkcs8 -topk8 -nocrypt -in %s"
                    .formatted(file, block.type(), file.getFileName()));
        default -> {
          // certificates and parameters may stand in the same file
        }
      }
    }
    throw new InvalidInputException(
        file + ": no private key in it, expected '-----BEGIN PRIVATE KEY-----'");
  }

  private static PrivateKey decode(Path file, PKCS8EncodedKeySpec spec) {
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        // a key of another kind
      } catch (GeneralSecurityException e) {
        throw new IllegalStateException("Java without " + algorithm, e);
      }
    }
    throw new UnsupportedInputException(file + ": the key is none of " + ALGORITHMS);
  }

  private static PKCS8EncodedKeySpec unlock(Path file, byte[] der, char[] password)
      throws IOException {
    if (password.length == 0) {
      throw new InvalidInputException(
          file + ": the key is locked; name the file with its password: --tls-password-file");
    }
    EncryptedPrivateKeyInfo locked = new EncryptedPrivateKeyInfo(der);
    try {
      // PBES2 names its parts only in its parameters.
      String algorithm =
          locked.getAlgName().equals("PBES2") || locked.getAlgName().equals("1.2.840.113549.1.5.13")
              ? locked.getAlgParameters().toString()
              : locked.getAlgName();
      Cipher cipher = Cipher.getInstance(algorithm);
      cipher.init(
          Cipher.DECRYPT_MODE,
          SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(password)),
          locked.getAlgParameters());
      return locked.getKeySpec(cipher);
    } catch (GeneralSecurityException e) {
      throw new InvalidInputException(file + ": the password doesn't open the key", e);
    }
  }

  private static List<Block> blocks(Path file) throws IOException {
    long size = Files.size(file);
    if (size > LARGEST_FILE) {
      throw new InvalidInputException(
          "%s: %d bytes, expected a PEM file of at most %d".formatted(file, size, LARGEST_FILE));
    }
    List<Block> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(Files.readString(file, StandardCharsets.ISO_8859_1));
    while (matcher.find()) {
      if (matcher.group(2).contains("Proc-Type")) {
        throw new UnsupportedInputException(
            "%s: a key locked in OpenSSL's old way; convert it with: openssl pkcs8 -topk8 -in %s"
                .formatted(file, file.getFileName()));
      }
      try {
        blocks.add(
            new Block(
                matcher.group(1),
                ByteBuffer.wrap(Base64.getMimeDecoder().decode(matcher.group(2).strip()))));
      } catch (IllegalArgumentException e) {
        throw new InvalidInputException(
            "%s: the block '%s' is not base 64".formatted(file, matcher.group(1)), e);
      }
    }
    return blocks;
  }
}
