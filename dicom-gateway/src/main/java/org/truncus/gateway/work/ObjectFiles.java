package org.truncus.gateway.work;

import java.io.IOException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The files of the objects made here, by their digests. */
public record ObjectFiles(DataFolder folder) {

  /** Writes a file, forces it to the disk, and returns its digest. */
  public String write(byte[] content) throws IOException {
    String digest = sha256(content);
    DurableFiles.write(folder.incoming(), folder.result(digest), content);
    return digest;
  }

  /** The file of a digest. */
  public Path of(String sha256) {
    return folder.result(sha256);
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
