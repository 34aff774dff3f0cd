package org.truncus.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import org.truncus.json.Json;
import org.truncus.problem.EnvironmentException;

/**
 * Writes packages below {@code MODELS}: whole, on the disk and under a new version, or not at all.
 */
final class PackagePublisher {

  private final Path models;

  PackagePublisher(Path models) {
    this.models = models;
  }

  /**
   * Publishes a package.
   *
   * @param draft its manifest, whose version and files are still to be filled in
   * @return the version folder
   * @throws EnvironmentException where the disk is full or can't be written; nothing is left behind
   */
  Path publish(PackageManifest draft, StagedFolder.Content savedModel) {
    Path model = models.resolve(draft.name());
    try {
      Files.createDirectories(model);
      VersionClaim claim = VersionClaim.next(model);
      boolean published = false;
      try (StagedFolder staged = StagedFolder.in(model)) {
        fill(staged, draft.published(claim.version(), draft.files()), savedModel);
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

  private static void fill(
      StagedFolder staged, PackageManifest manifest, StagedFolder.Content savedModel)
      throws IOException {
    staged.write("saved_model.pb", savedModel);
    staged.folder("variables");
    String card = ModelCard.of(manifest);
    staged.write(ModelPackage.MODEL_CARD, out -> out.write(card.getBytes(StandardCharsets.UTF_8)));
    SortedMap<String, String> files = PackageFiles.digests(staged.path());
    byte[] json =
        Json.write(manifest.published(manifest.version(), files)).getBytes(StandardCharsets.UTF_8);
    staged.write(ModelPackage.MANIFEST, out -> out.write(json));
  }
}
