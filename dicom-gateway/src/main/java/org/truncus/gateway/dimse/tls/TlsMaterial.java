package org.truncus.gateway.dimse.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.truncus.problem.InvalidInputException;

/**
 * Keys and certificates as the files had them at one moment.
 *
 * @param context ready for use
 * @param keyManagers our key and certificate; empty where we show none
 * @param trustManagers who signs peers' certificates
 * @param ownChain our certificate first; empty where we show none
 */
record TlsMaterial(
    SSLContext context,
    List<KeyManager> keyManagers,
    List<TrustManager> trustManagers,
    List<X509Certificate> ownChain) {

  private static final char[] NO_PASSWORD = {};

  /**
   * Reads the files.
   *
   * @throws InvalidInputException where one isn't there or isn't what it should be, or where key
   *     and certificate don't belong together
   */
  static TlsMaterial load(TlsOptions options) {
    try {
      char[] password = password(options);
      Optional<KeyStore> own = ownStore(options, password);
      KeyStore trusted = emptyStore();
      int count = 0;
      for (Path file : options.authorities()) {
        for (X509Certificate certificate : Pem.certificates(file)) {
          trusted.setCertificateEntry("authority-" + ++count, certificate);
        }
      }
      return of(own, password, trusted);
    } catch (NoSuchFileException e) {
      throw new InvalidInputException("the TLS file " + e.getFile() + " isn't there", e);
    } catch (IOException | GeneralSecurityException e) {
      throw new InvalidInputException("the TLS files can't be used: " + e.getMessage(), e);
    }
  }

  /** The first moment at which a certificate of our chain is no more valid. */
  Optional<Instant> notAfter() {
    return ownChain.stream().map(c -> c.getNotAfter().toInstant()).min(Instant::compareTo);
  }

  private static TlsMaterial of(Optional<KeyStore> own, char[] password, KeyStore trusted)
      throws GeneralSecurityException {
    KeyManager[] keys = {};
    List<X509Certificate> chain = List.of();
    if (own.isPresent()) {
      KeyManagerFactory factory = KeyManagerFactory.getInstance("PKIX");
      factory.init(own.get(), password);
      keys = factory.getKeyManagers();
      chain = chain(own.get(), password);
    }
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys, trust.getTrustManagers(), null);
    return new TlsMaterial(context, List.of(keys), List.of(trust.getTrustManagers()), chain);
  }

  private static Optional<KeyStore> ownStore(TlsOptions options, char[] password)
      throws IOException, GeneralSecurityException {
    if (options.certificate().isEmpty()) {
      return Optional.empty();
    }
    Path file = options.certificate().get();
    if (TlsOptions.isKeyStore(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      try (InputStream in = Files.newInputStream(file)) {
        store.load(in, password);
      }
      return Optional.of(store);
    }
    PrivateKey key = Pem.key(options.key().orElseThrow(), password);
    List<X509Certificate> chain = Pem.certificates(file);
    checkPair(options, key, chain.get(0));
    KeyStore store = emptyStore();
    store.setKeyEntry("own", key, password, chain.toArray(X509Certificate[]::new));
    return Optional.of(store);
  }

  private static List<X509Certificate> chain(KeyStore store, char[] password)
      throws GeneralSecurityException {
    for (String alias : Collections.list(store.aliases())) {
      if (store.isKeyEntry(alias) && store.getKey(alias, password) != null) {
        return Arrays.stream(store.getCertificateChain(alias))
            .map(X509Certificate.class::cast)
            .toList();
      }
    }
    throw new InvalidInputException("the PKCS#12 file holds no private key");
  }

  /** A renewed certificate with the old key is the mistake to expect. */
  private static void checkPair(TlsOptions options, PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    String algorithm =
        switch (key.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> key.getAlgorithm();
        };
    byte[] text = {1, 2, 3};
    boolean belongs = key.getAlgorithm().equals(certificate.getPublicKey().getAlgorithm());
    if (belongs) {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(key);
      signature.update(text);
      byte[] signed = signature.sign();
      signature.initVerify(certificate.getPublicKey());
      signature.update(text);
      belongs = signature.verify(signed);
    }
    if (!belongs) {
      throw new InvalidInputException(
          "the key %s doesn't belong to the certificate %s"
              .formatted(options.key().orElseThrow(), options.certificate().orElseThrow()));
    }
  }

  private static char[] password(TlsOptions options) throws IOException {
    if (options.passwordFile().isEmpty()) {
      return NO_PASSWORD;
    }
    return Files.readString(options.passwordFile().get(), StandardCharsets.UTF_8)
        .lines()
        .findFirst()
        .orElse("")
        .toCharArray();
  }

  private static KeyStore emptyStore() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, NO_PASSWORD);
    return store;
  }
}
