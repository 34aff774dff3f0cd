package org.truncus.gateway.work;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where received instances lie: {@code ab/cd/abcd….dcm}, named by their digests. Remembers which
 * folders this process has forced to the disk, so that each is forced once. Thread-safe.
 */
final class InstancePlaces {

  private final Path root;
  private final Set<String> forced = ConcurrentHashMap.newKeySet();

  InstancePlaces(Path root) {
    this.root = root;
  }

  Path of(String sha256) {
    return byDigest(root, sha256);
  }

  /** Two levels of folders by the first digits, so that none holds too many. */
  static Path byDigest(Path root, String sha256) {
    return root.resolve(sha256.substring(0, 2))
        .resolve(sha256.substring(2, 4))
        .resolve(sha256 + ".dcm");
  }

  /**
   * Forces a file to the disk and gives it its place there, to stay through a power cut. A file of
   * that name is replaced: it has the same content, or was never finished.
   */
  void take(Path file, String sha256) throws IOException {
    Path place = of(sha256);
    Path inner = place.getParent();
    Path outer = inner.getParent();
    boolean fresh = !forced.contains(sha256.substring(0, 4));
    if (fresh) {
      Files.createDirectories(inner);
    }
    DurableFiles.syncFile(file);
    Files.move(file, place, StandardCopyOption.ATOMIC_MOVE);
    DurableFiles.syncFolder(inner);
    if (fresh) {
      // Whoever made the folder may not have forced it yet, so whoever needs it does.
      DurableFiles.syncFolder(outer);
      forced.add(sha256.substring(0, 4));
    }
    if (!forced.contains(sha256.substring(0, 2))) {
      DurableFiles.syncFolder(root);
      forced.add(sha256.substring(0, 2));
    }
  }
}
