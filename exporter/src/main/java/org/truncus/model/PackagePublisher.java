package org.truncus.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.truncus.problem.EnvironmentException;

/**
 * Writes packages below {@code MODELS}: whole, on the disk and under a new version, or not at all.
 */
final class PackagePublisher {

  private final Path models;

  /** Fills a package whose version is known. */
  interface Content {
    /** Writes everything into an empty folder, the manifest last. */
    void writeTo(StagedFolder staged, PackageManifest draft) throws IOException;
  }

  PackagePublisher(Path models) {
    this.models = models;
  }

  /**
   * Publishes a package.
   *
   * @param draft its manifest, whose version, measurements, signer and files are still to be filled
   *     in
   * @param parts what goes into it
   * @return the version folder
   * @throws EnvironmentException where the disk is full or can't be written; nothing is left behind
   */
  Path publish(PackageManifest draft, Content parts) {
    Path model = models.resolve(draft.name());
    try {
      Files.createDirectories(model);
      VersionClaim claim = VersionClaim.next(model);
      boolean published = false;
      try (StagedFolder staged = StagedFolder.in(model)) {
        parts.writeTo(staged, draft.published(claim.version(), null, draft.files()));
        Path target = model.resolve(Long.toString(claim.version()));
        staged.publish(target);
        published = true;
        claim.keepOnly();
        return target;
      } finally {
        if (!published) {
          claim.release();
        }
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          model
              + ": the package can't be written: "
              + e
              + "; check free space and permissions, then export again",
          e);
    }
  }
}
