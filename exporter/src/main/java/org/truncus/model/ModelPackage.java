package org.truncus.model;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
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
 */
public record ModelPackage(Path folder, PackageManifest manifest, String sha256) {

  /** The manifest, relative to the version folder. */
  public static final String MANIFEST = "assets.extra/truncus.json";

  /** The model card, relative to the version folder. */
  public static final String MODEL_CARD = "assets.extra/model_card.md";

  /**
   * Opens a package and verifies it: every file listed in the manifest is there with its digest,
   * and no other file is.
   *
   * @param path the version folder, or the folder above, which means its highest version
   * @throws InvalidPackageException where there is no package, or a file is missing, altered or
   *     extra, where the message names the file, or the folder is named another version
   * @throws UnsupportedPackageException where the manifest is of a later schema
   */
  public static ModelPackage open(Path path) {
    Path folder = ModelFolder.versionFolder(path);
    Path file = folder.resolve(MANIFEST);
    if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
      throw new InvalidPackageException(
          folder, "there is no " + MANIFEST + ", so this is no model package");
    }
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException e) {
      throw new InvalidPackageException(folder, MANIFEST + " can't be read: " + e.getMessage(), e);
    }
    PackageManifest manifest = parse(folder, bytes);
    checkVersion(folder, manifest);
    PackageFiles.verify(folder, manifest.files());
    return new ModelPackage(folder, manifest, PackageFiles.sha256(bytes));
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

  private static PackageManifest parse(Path folder, byte[] bytes) {
    try {
      JsonNode json = Json.mapper().readTree(bytes);
      int schema = json.path("schemaVersion").asInt(0);
      if (schema > PackageManifest.SCHEMA_VERSION) {
        throw new UnsupportedPackageException(
            folder,
            "the package has schemaVersion "
                + schema
                + ", this version of Truncus reads "
                + PackageManifest.SCHEMA_VERSION
                + "; use a newer Truncus");
      }
      if (schema != PackageManifest.SCHEMA_VERSION) {
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
