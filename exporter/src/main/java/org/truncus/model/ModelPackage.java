package org.truncus.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import org.truncus.json.Json;

/**
 * A model package on disk whose every file has been found to be what its manifest says. Opening one
 * needs no TensorFlow.
 *
 * @param folder the version folder, {@code MODELS/NAME/VERSION}
 * @param manifest its {@code truncus.json}
 * @param sha256 digest of {@code truncus.json}, which lists the digests of all other files: the
 *     identity of the package
 * @param signature what is known of its signature
 */
public record ModelPackage(
    Path folder, PackageManifest manifest, String sha256, SignatureState signature) {

  /** The manifest, relative to the version folder. */
  public static final String MANIFEST = "assets.extra/truncus.json";

  /** The Ed25519 signature of the manifest's bytes, 64 bytes, where the package is signed. */
  public static final String SIGNATURE = "assets.extra/truncus.json.sig";

  /** The digests of the two, in the form of {@code sha256sum}. */
  public static final String DIGEST = "assets.extra/truncus.json.sha256";

  /** The model card, relative to the version folder. */
  public static final String MODEL_CARD = "assets.extra/model_card.md";

  /** The folder of drawings, relative to the version folder. */
  static final String PLOTS = "assets.extra/plots";

  /** As {@link #open(Path, Trust)}, whoever made it. */
  public static ModelPackage open(Path path) {
    return open(path, Trust.anybody());
  }

  /**
   * Opens a package and verifies it: every file listed in the manifest is there with its digest, no
   * other file is, and it is signed by whom it must be.
   *
   * @param path the version folder, or the folder above, which means its highest version
   * @param trust who must have signed it
   * @throws InvalidPackageException where there is no package, or a file is missing, altered or
   *     extra, where the message names the file, or the folder is named another version, or the
   *     signature is missing or wrong
   * @throws UnsupportedPackageException where the manifest is of a later schema
   */
  public static ModelPackage open(Path path, Trust trust) {
    Path folder = ModelFolder.versionFolder(path);
    ManifestSeal seal = ManifestSeal.read(folder);
    refuseLaterSchema(folder, seal.manifest());
    seal.verify(folder);
    PackageManifest manifest = parse(folder, seal.manifest());
    checkVersion(folder, manifest);
    PackageFiles.verify(folder, manifest.files(), manifest.signer() != null);
    SignatureState signature =
        trust.check(folder, manifest.signer(), seal.manifest(), seal.signature());
    return new ModelPackage(folder, manifest, PackageFiles.sha256(seal.manifest()), signature);
  }

  /** A version copied under another number would be served as what it isn't. */
  private static void checkVersion(Path folder, PackageManifest manifest) {
    String name = folder.toAbsolutePath().normalize().getFileName().toString();
    if (name.matches("\\d+") && !name.equals(Long.toString(manifest.version()))) {
      throw new InvalidPackageException(
          folder,
          "the folder is named version "
              + name
              + ", but the manifest says "
              + manifest.version()
              + "; keep a version under its own number");
    }
  }

  /** First of all, since a later manifest need not be anything that this version understands. */
  private static void refuseLaterSchema(Path folder, byte[] bytes) {
    int schema;
    try {
      schema = Json.mapper().readTree(bytes).path("schemaVersion").asInt(0);
    } catch (IOException e) {
      return; // no JSON: the digest tells whether it was altered
    }
    if (schema > PackageManifest.SCHEMA_VERSION) {
      throw new UnsupportedPackageException(
          folder,
          "the package has schemaVersion "
              + schema
              + ", this version of Truncus reads "
              + PackageManifest.SCHEMA_VERSION
              + "; use a newer Truncus");
    }
  }

  private static PackageManifest parse(Path folder, byte[] bytes) {
    try {
      JsonNode json = Json.mapper().readTree(bytes);
      if (json.path("schemaVersion").asInt(0) != PackageManifest.SCHEMA_VERSION) {
        throw new InvalidPackageException(folder, MANIFEST + " has no valid schemaVersion");
      }
      return Json.mapper().treeToValue(json, PackageManifest.class);
    } catch (JsonProcessingException e) {
      throw new InvalidPackageException(
          folder, MANIFEST + " is not a valid manifest: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new InvalidPackageException(folder, MANIFEST + " can't be read: " + e.getMessage(), e);
    }
  }

  /** {@code NAME/VERSION}, for messages. */
  public String id() {
    return manifest.name() + "/" + manifest.version();
  }
}
