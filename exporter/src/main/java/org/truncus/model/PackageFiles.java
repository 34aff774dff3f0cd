package org.truncus.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files of a package and their digests. */
final class PackageFiles {

  private PackageFiles() {}

  /** SHA-256 of the bytes, lower-case hex. */
  static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(digest().digest(bytes));
  }

  /** SHA-256 of a file, lower-case hex. */
  static String sha256(Path file) throws IOException {
    MessageDigest digest = digest();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        digest.update(buffer, 0, n);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  /** Digests of all files but those of {@link ManifestSeal}, by path with {@code /}. */
  static SortedMap<String, String> digests(Path folder) throws IOException {
    SortedMap<String, String> digests = new TreeMap<>();
    for (Map.Entry<String, Path> file : list(folder).entrySet()) {
      digests.put(file.getKey(), sha256(file.getValue()));
    }
    return digests;
  }

  /**
   * Compares a folder with what its manifest lists.
   *
   * @param signed whether a signature may be there
   * @throws InvalidPackageException naming the first file that is missing, altered or extra
   */
  static void verify(Path folder, Map<String, String> listed, boolean signed) {
    try {
      SortedMap<String, Path> found = list(folder);
      if (!signed && Files.exists(folder.resolve(ModelPackage.SIGNATURE))) {
        found.put(ModelPackage.SIGNATURE, folder.resolve(ModelPackage.SIGNATURE));
      }
      for (Map.Entry<String, String> entry : listed.entrySet()) {
        Path file = found.remove(entry.getKey());
        if (file == null) {
          throw new InvalidPackageException(
              folder, entry.getKey() + " is missing though the manifest lists it; copy it anew");
        }
        String sha256 = sha256(file);
        if (!sha256.equals(entry.getValue())) {
          throw altered(folder, entry, sha256);
        }
      }
      if (!found.isEmpty()) {
        throw new InvalidPackageException(
            folder,
            found.firstKey() + " is not listed in the manifest; remove it or copy the model anew");
      }
    } catch (IOException e) {
      throw new InvalidPackageException(folder, "can't be read: " + e.getMessage(), e);
    }
  }

  /** Size of all files. */
  static long totalBytes(Path folder) {
    try {
      long bytes = 0;
      for (Path file : list(folder).values()) {
        bytes += Files.size(file);
      }
      for (String name : ManifestSeal.FILES) {
        Path file = folder.resolve(name);
        bytes += Files.exists(file) ? Files.size(file) : 0;
      }
      return bytes;
    } catch (IOException e) {
      throw new InvalidPackageException(folder, "can't be read: " + e.getMessage(), e);
    }
  }

  private static InvalidPackageException altered(
      Path folder, Map.Entry<String, String> listed, String found) {
    return new InvalidPackageException(
        folder,
        String.format(
            "%s was altered: its SHA-256 is %s, the manifest says %s; copy the model anew",
            listed.getKey(), found, listed.getValue()));
  }

  private static SortedMap<String, Path> list(Path folder) throws IOException {
    SortedMap<String, Path> files = new TreeMap<>();
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String name = folder.relativize(file).toString().replace('\\', '/');
            if (!attributes.isRegularFile()) {
              throw new InvalidPackageException(folder, name + " is a link or no regular file");
            }
            files.put(name, file);
            return FileVisitResult.CONTINUE;
          }
        });
    files.keySet().removeAll(ManifestSeal.FILES);
    return files;
  }

  /** A fresh SHA-256. */
  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
