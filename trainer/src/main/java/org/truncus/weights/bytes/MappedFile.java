package org.truncus.weights.bytes;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.truncus.weights.InvalidWeightsException;
import org.truncus.weights.UnsupportedWeightsException;

/**
 * A file as one read-only buffer: nothing is read before it is needed, and what is hashed is what
 * is parsed. The mapping lasts as long as something refers to the buffer.
 *
 * @param path of the file
 * @param bytes all of it, little-endian, at position 0; use {@code duplicate()} or {@code slice()}
 */
public record MappedFile(Path path, ByteBuffer bytes) {

  /**
   * Maps a file.
   *
   * @throws InvalidWeightsException where it can't be read
   * @throws UnsupportedWeightsException where it has 2 GiB or more
   */
  public static MappedFile open(Path path) {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size > Integer.MAX_VALUE) {
        throw new UnsupportedWeightsException(
            "%s: %d bytes; files below 2 GiB are read".formatted(path, size));
      }
      ByteBuffer bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, size);
      return new MappedFile(path, bytes.order(ByteOrder.LITTLE_ENDIAN));
    } catch (IOException e) {
      throw InvalidWeightsException.unreadable(path, e);
    }
  }

  /** A cursor at the start. */
  public ByteReader reader() {
    return new ByteReader(bytes, path.toString());
  }

  /** Adds the file's bytes to a digest. */
  public void digest(MessageDigest digest) {
    digest.update(bytes.duplicate());
  }

  /** SHA-256 of the file, lower-case hexadecimal. */
  public String sha256() {
    MessageDigest digest = newSha256();
    digest(digest);
    return HexFormat.of().formatHex(digest.digest());
  }

  /** An empty SHA-256 digest. */
  public static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
