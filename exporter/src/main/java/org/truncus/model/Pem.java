package org.truncus.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.truncus.problem.InvalidInputException;

/** The text form of a key (RFC 7468): one block of base64 between two lines that name its kind. */
final class Pem {

  static final String PRIVATE_KEY = "PRIVATE KEY";
  static final String PUBLIC_KEY = "PUBLIC KEY";

  private static final int LINE = 64;
  private static final long LONGEST = 1 << 16;

  private Pem() {}

  /** The text of a block, ending in a line feed. */
  static String text(String kind, byte[] der) {
    String base64 =
        Base64.getMimeEncoder(LINE, "\n".getBytes(StandardCharsets.US_ASCII)).encodeToString(der);
    return "-----BEGIN " + kind + "-----\n" + base64 + "\n-----END " + kind + "-----\n";
  }

  /**
   * The bytes of the only block of a file.
   *
   * @throws InvalidInputException where the file can't be read or holds no block of that kind; the
   *     message never repeats what is in it
   */
  static byte[] read(Path file, String kind) {
    String text;
    try {
      if (Files.size(file) > LONGEST) {
        throw new InvalidInputException(file + ": too large for a key in PEM form");
      }
      text = Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new InvalidInputException(file + ": the key can't be read: " + e.getMessage(), e);
    }
    String begin = "-----BEGIN " + kind + "-----";
    String end = "-----END " + kind + "-----";
    int from = text.indexOf(begin);
    int to = text.indexOf(end);
    if (from < 0 || to < from) {
      throw new InvalidInputException(file + ": " + wanted(kind, text));
    }
    try {
      return Base64.getMimeDecoder().decode(text.substring(from + begin.length(), to).strip());
    } catch (IllegalArgumentException e) {
      throw new InvalidInputException(file + ": what stands under " + begin + " is no base64", e);
    }
  }

  private static String wanted(String kind, String text) {
    String other = kind.equals(PUBLIC_KEY) ? PRIVATE_KEY : PUBLIC_KEY;
    if (text.contains("BEGIN " + other)) {
      return "holds a " + other + ", expected the " + kind + " of the pair";
    }
    if (text.contains("ENCRYPTED PRIVATE KEY")) {
      return "holds an encrypted key; expected an unencrypted one (openssl pkey -in FILE -out KEY)";
    }
    return "expected an Ed25519 key in PEM form, that is a line -----BEGIN " + kind + "-----";
  }
}
