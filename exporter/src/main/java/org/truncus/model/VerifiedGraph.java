package org.truncus.model;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.tensorflow.proto.SavedModel;

/**
 * Reads {@code saved_model.pb} once, so that the bytes whose digest is right, the graph that is
 * looked into, and the graph that runs are the same.
 */
final class VerifiedGraph {

  private static final String FILE = "saved_model.pb";

  private VerifiedGraph() {}

  /**
   * Reads the graph of an opened package.
   *
   * @throws UnsupportedPackageException where it holds an operation that isn't let through
   * @throws InvalidPackageException where it is no SavedModel, or other bytes than the manifest
   *     lists
   */
  static SavedModel read(ModelPackage model) {
    MessageDigest digest = PackageFiles.digest();
    SavedModel saved = parse(model.folder(), digest);
    if (saved != null) {
      OperationCheck.check(model.folder(), saved);
    }
    String found = HexFormat.of().formatHex(digest.digest());
    String listed = model.manifest().files().get(FILE);
    if (!found.equals(listed)) {
      throw new InvalidPackageException(
          model.folder(),
          FILE
              + " was altered since the package was opened: its SHA-256 is "
              + found
              + ", the manifest says "
              + listed
              + "; copy the model anew");
    }
    if (saved == null) {
      throw new InvalidPackageException(model.folder(), FILE + " is no SavedModel");
    }
    return saved;
  }

  /** Digests the whole file, and parses it; null where that can't be done. */
  private static SavedModel parse(Path folder, MessageDigest digest) {
    Path file = folder.resolve(FILE);
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      SavedModel saved = null;
      try {
        saved = SavedModel.parseFrom(in);
      } catch (IOException e) {
        saved = null; // the digest says whether it is as it was exported
      }
      in.transferTo(OutputStream.nullOutputStream());
      return saved;
    } catch (IOException e) {
      throw new InvalidPackageException(folder, FILE + " can't be read: " + e.getMessage(), e);
    }
  }
}
