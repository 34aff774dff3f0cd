package org.truncus.gateway.dimse.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Tells whether files have changed: by size and time first, since that is cheap, then by digest.
 */
final class FileStamps {

  private FileStamps() {}

  /** Size and time of each; a file that isn't there counts as changed. */
  static List<String> glance(List<Path> files) {
    List<String> stamps = new ArrayList<>();
    for (Path file : files) {
      try {
        stamps.add(Files.size(file) + " " + Files.getLastModifiedTime(file));
      } catch (IOException e) {
        stamps.add("absent");
      }
    }
    return stamps;
  }

  /** SHA-256 over all contents. */
  static String digest(List<Path> files) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (Path file : files) {
        byte[] bytes = Files.isReadable(file) ? Files.readAllBytes(file) : new byte[0];
        digest.update(Integer.toString(bytes.length).getBytes(StandardCharsets.US_ASCII));
        digest.update((byte) ' ');
        digest.update(bytes);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (IOException e) {
      return "unreadable";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
