package org.truncus.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.truncus.json.Json;

/**
 * The files of a package that its manifest can't list: the manifest itself, its signature, and the
 * digests of these two, in the form of {@code sha256sum}. So a flipped byte is found in any file,
 * signed or not; only a signature proves that nobody changed manifest and digests together.
 *
 * @param manifest bytes of {@code truncus.json}
 * @param signature bytes of its signature; null where there is none
 */
@SuppressWarnings("ArrayRecordComponent") // bytes of files, never compared
record ManifestSeal(byte[] manifest, byte[] signature) {

  /** What no manifest lists, relative to the version folder. */
  static final List<String> FILES =
      List.of(ModelPackage.MANIFEST, ModelPackage.SIGNATURE, ModelPackage.DIGEST);

  /**
   * Reads the files of a package. Nothing is verified yet.
   *
   * @throws InvalidPackageException where there is no manifest
   */
  static ManifestSeal read(Path folder) {
    byte[] manifest = bytes(folder, ModelPackage.MANIFEST);
    if (manifest == null) {
      throw new InvalidPackageException(
          folder, "there is no " + ModelPackage.MANIFEST + ", so this is no model package");
    }
    return new ManifestSeal(manifest, bytes(folder, ModelPackage.SIGNATURE));
  }

  /**
   * Writes the manifest of a folder whose other files are all there, with its signature.
   *
   * @param key signs it; null where it isn't signed
   */
  static void write(StagedFolder staged, PackageManifest draft, SigningKey key) throws IOException {
    SortedMap<String, String> files = PackageFiles.digests(staged.path());
    Signer signer = key == null ? null : Signer.of(key.verifying());
    PackageManifest manifest = draft.published(draft.version(), signer, files);
    byte[] json = Json.write(manifest).getBytes(StandardCharsets.UTF_8);
    ManifestSeal seal = new ManifestSeal(json, key == null ? null : key.sign(json));
    staged.write(ModelPackage.MANIFEST, out -> out.write(json));
    if (seal.signature() != null) {
      staged.write(ModelPackage.SIGNATURE, out -> out.write(seal.signature()));
    }
    byte[] digests = seal.digests().getBytes(StandardCharsets.US_ASCII);
    staged.write(ModelPackage.DIGEST, out -> out.write(digests));
  }

  /** The content of the digest file. */
  String digests() {
    String lines = line(manifest, ModelPackage.MANIFEST);
    return signature == null ? lines : lines + line(signature, ModelPackage.SIGNATURE);
  }

  /**
   * Compares with the digest file.
   *
   * @throws InvalidPackageException naming the file that was altered, or that is missing
   */
  void verify(Path folder) {
    byte[] written = bytes(folder, ModelPackage.DIGEST);
    if (written == null) {
      throw new InvalidPackageException(
          folder,
          ModelPackage.DIGEST
              + " is missing; copy the model anew, or export it again if it is old");
    }
    String found = new String(written, StandardCharsets.ISO_8859_1);
    if (found.equals(digests())) {
      return;
    }
    if (signature == null && found.startsWith(digests())) {
      throw new InvalidPackageException(
          folder,
          ModelPackage.SIGNATURE
              + " is missing though "
              + ModelPackage.DIGEST
              + " lists it; copy the model anew");
    }
    List<String> altered = new ArrayList<>();
    if (!found.contains(PackageFiles.sha256(manifest))) {
      altered.add(ModelPackage.MANIFEST);
    }
    if (signature != null && !found.contains(PackageFiles.sha256(signature))) {
      altered.add(ModelPackage.SIGNATURE);
    }
    throw new InvalidPackageException(
        folder,
        (altered.isEmpty() ? ModelPackage.DIGEST : String.join(" and ", altered))
            + " was altered: "
            + ModelPackage.DIGEST
            + " does not say what it should; copy the model anew");
  }

  private static String line(byte[] bytes, String path) {
    return PackageFiles.sha256(bytes) + "  " + path.substring(path.indexOf('/') + 1) + "\n";
  }

  private static byte[] bytes(Path folder, String name) {
    Path file = folder.resolve(name);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      return null;
    }
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InvalidPackageException(folder, name + " can't be read: " + e.getMessage(), e);
    }
  }
}
