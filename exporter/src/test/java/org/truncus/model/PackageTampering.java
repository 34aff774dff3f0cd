package org.truncus.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.truncus.json.Json;

/** What somebody who can compute digests could do to a package. */
final class PackageTampering {

  private PackageTampering() {}

  /** Writes the digest file anew. */
  static void seal(Path folder) throws IOException {
    Files.writeString(folder.resolve(ModelPackage.DIGEST), ManifestSeal.read(folder).digests());
  }

  /** Writes all digests anew, as if the files had been exported so. */
  static ModelPackage accept(Path folder, UnaryOperator<PackageManifest> change)
      throws IOException {
    Path file = folder.resolve(ModelPackage.MANIFEST);
    PackageManifest manifest = Json.read(file, PackageManifest.class);
    Map<String, String> files = PackageFiles.digests(folder);
    PackageManifest changed =
        change.apply(manifest.published(manifest.version(), manifest.signer(), files));
    Files.writeString(file, Json.write(changed));
    seal(folder);
    return ModelPackage.open(folder);
  }

  /** All files of a package. */
  static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
