package org.truncus.model;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Whose packages are opened.
 *
 * @param keys a package must be signed by one of them; empty for anybody's packages, signed or not
 */
public record Trust(List<VerifyingKey> keys) {

  /** Keeps an unmodifiable copy. */
  public Trust {
    keys = List.copyOf(keys);
  }

  /** Anybody's packages. */
  public static Trust anybody() {
    return new Trust(List.of());
  }

  /**
   * The packages of these keys' owners.
   *
   * @param files public keys in PEM form; none for anybody's packages
   */
  public static Trust of(List<Path> files) {
    return new Trust(files.stream().map(VerifyingKey::read).toList());
  }

  /**
   * Looks at a package's signature.
   *
   * @param folder for messages
   * @param signer whom the manifest names; null where it names nobody
   * @param manifest the bytes that were signed
   * @param signature the bytes of the signature file; null where there is none
   * @throws InvalidPackageException where the signature is missing, another's, or not of these
   *     bytes
   */
  SignatureState check(Path folder, Signer signer, byte[] manifest, byte[] signature) {
    if (signer == null) {
      if (!keys.isEmpty()) {
        throw new InvalidPackageException(
            folder,
            "the package is not signed, but a signature by "
                + names()
                + " is required; ask its maker for a signed one (export --sign)");
      }
      return new SignatureState(SignatureState.Status.UNSIGNED, null);
    }
    if (signature == null) {
      throw new InvalidPackageException(
          folder,
          ModelPackage.SIGNATURE
              + " is missing, though the manifest says that "
              + signer.keySha256()
              + " signed it; copy the model anew");
    }
    if (keys.isEmpty()) {
      return new SignatureState(SignatureState.Status.NOT_CHECKED, signer.keySha256());
    }
    VerifyingKey key =
        keys.stream()
            .filter(one -> one.sha256().equals(signer.keySha256()))
            .findFirst()
            .orElseThrow(
                () ->
                    new InvalidPackageException(
                        folder,
                        "the package is signed with another key: found "
                            + signer.keySha256()
                            + ", required "
                            + names()));
    if (!key.verifies(manifest, signature)) {
      throw new InvalidPackageException(
          folder,
          "the signature is not that of this manifest: "
              + ModelPackage.MANIFEST
              + " or "
              + ModelPackage.SIGNATURE
              + " was altered since key "
              + key.sha256()
              + " signed it; don't use the package");
    }
    return new SignatureState(SignatureState.Status.VERIFIED, key.sha256());
  }

  private String names() {
    return keys.stream().map(VerifyingKey::sha256).collect(Collectors.joining(" or "));
  }
}
