package org.truncus.gateway.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the parts of a multipart body (RFC 2046 §5.1.1) one after the other out of a stream. What
 * stands before the first part is passed over, what follows the last isn't read. Memory is one
 * buffer, whatever the parts' lengths; each byte is looked at once. Not thread-safe; the stream is
 * the caller's to close.
 */
final class MultipartReader {

  /** Longest preamble, in bytes. */
  static final int MAX_PREAMBLE = 1 << 16;

  /** Longest header of one part, in bytes. */
  static final int MAX_HEADER = 1 << 13;

  private static final int MAX_PADDING = 64;

  private final DelimitedInput in;
  private boolean first = true;
  private boolean ended;

  /**
   * A part.
   *
   * @param headers by lower-case name
   * @param body up to the next boundary; gone when the next part is asked for
   */
  record Part(Map<String, String> headers, InputStream body) {}

  /**
   * Reads from a stream.
   *
   * @param boundary as the Content-Type gives it, ASCII characters without CR
   */
  MultipartReader(InputStream in, String boundary) {
    this.in = new DelimitedInput(in, ("\r\n--" + boundary).getBytes(StandardCharsets.US_ASCII));
  }

  /**
   * The next part; empty behind the last. What is left of the one before is passed over.
   *
   * @throws MalformedBodyException where the body isn't multipart, or ends before its last boundary
   */
  Optional<Part> next() throws IOException {
    if (ended) {
      return Optional.empty();
    }
    if (first) {
      first = false;
      if (!in.skipSection(MAX_PREAMBLE)) {
        throw new MalformedBodyException(
            "the first boundary isn't within the first " + MAX_PREAMBLE + " bytes of the body");
      }
    } else {
      in.skipSection(Long.MAX_VALUE);
    }
    in.passDelimiter();
    if (in.startsWith("--")) {
      ended = true;
      return Optional.empty();
    }
    in.skipPadding(MAX_PADDING);
    if (!in.startsWith("\r\n")) {
      throw new MalformedBodyException("a boundary isn't followed by the end of its line");
    }
    in.skip(2);
    return Optional.of(new Part(headers(), in));
  }

  /** Leaves the reader at the CRLF of the empty line: it can belong to the next boundary. */
  private Map<String, String> headers() throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    int left = MAX_HEADER;
    while (true) {
      String line = in.line(left);
      if (line.isEmpty()) {
        break;
      }
      left -= line.length() + 2;
      int colon = line.indexOf(':');
      if (colon < 1) {
        throw new MalformedBodyException("a part's header has a line without a name and a colon");
      }
      headers.merge(
          line.substring(0, colon).strip().toLowerCase(Locale.ROOT),
          line.substring(colon + 1).strip(),
          (one, other) -> one + ", " + other);
    }
    in.beginSection();
    return headers;
  }
}
