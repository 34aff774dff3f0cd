package org.truncus.gateway.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * A stream in sections, each ending before a delimiter: as {@link InputStream} it gives the bytes
 * of the section it is in. The delimiter begins with CR and has no other, so a mismatch is never
 * looked at again.
 */
final class DelimitedInput extends InputStream {

  private static final int BUFFER = 1 << 16;

  private final InputStream in;
  private final byte[] delimiter;
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  /** Bytes up to here are known to belong to the section. */
  private int safe;

  private boolean sectionEnded;
  private boolean inputEnded;

  DelimitedInput(InputStream in, byte[] delimiter) {
    this.in = in;
    this.delimiter = delimiter.clone();
    // The first delimiter may stand at the very start, without the line end before it.
    buffer[0] = '\r';
    buffer[1] = '\n';
    limit = 2;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    if (!advance()) {
      return -1;
    }
    int count = Math.min(length, safe - position);
    System.arraycopy(buffer, position, bytes, offset, count);
    position += count;
    return count;
  }

  @Override
  public int available() {
    return safe - position;
  }

  /** Passes over the rest of the section; false where it is longer than that many bytes. */
  boolean skipSection(long most) throws IOException {
    long skipped = 0;
    while (advance()) {
      skipped += safe - position;
      if (skipped > most) {
        return false;
      }
      position = safe;
    }
    return true;
  }

  /** Passes over the delimiter that ended the section. */
  void passDelimiter() {
    if (!sectionEnded) {
      throw new IllegalStateException("the section hasn't ended");
    }
    position += delimiter.length;
    safe = position;
    sectionEnded = false;
  }

  /** Begins a section behind an empty line, whose CRLF is still there. */
  void beginSection() throws IOException {
    need(delimiter.length);
    safe = position;
    if (matching(position) < delimiter.length) {
      skip(2);
    }
  }

  /** Whether these characters come next. */
  boolean startsWith(String text) throws IOException {
    byte[] expected = text.getBytes(StandardCharsets.US_ASCII);
    if (need(expected.length) < expected.length) {
      throw ended();
    }
    for (int i = 0; i < expected.length; i++) {
      if (buffer[position + i] != expected[i]) {
        return false;
      }
    }
    return true;
  }

  /** Passes over bytes that are there. */
  void skip(int count) {
    position += count;
    safe = position;
  }

  /** Passes over spaces and tabs. */
  void skipPadding(int most) throws IOException {
    for (int i = 0; i < most && need(1) > 0 && isBlank(buffer[position]); i++) {
      skip(1);
    }
  }

  /** A line without its CRLF. Of an empty line the CRLF stays. */
  String line(int most) throws IOException {
    int length = 0;
    while (true) {
      if (need(length + 2) < length + 2) {
        throw ended();
      }
      if (buffer[position + length] == '\r' && buffer[position + length + 1] == '\n') {
        break;
      }
      if (++length > most) {
        throw new MalformedBodyException(
            "a part's header is longer than " + MultipartReader.MAX_HEADER + " bytes");
      }
    }
    String line = new String(buffer, position, length, StandardCharsets.ISO_8859_1);
    skip(length == 0 ? 0 : length + 2);
    return line;
  }

  /** Makes sure that there are safe bytes; false at the section's end. */
  private boolean advance() throws IOException {
    while (safe == position) {
      if (sectionEnded) {
        return false;
      }
      // Enough for a whole delimiter, so that one which has begun is decided now.
      if (need(delimiter.length) == 0) {
        throw ended();
      }
      scan();
      if (safe == position && !sectionEnded) {
        throw ended(); // a delimiter begins, and the input ends
      }
    }
    return true;
  }

  /** Moves {@link #safe} up to the next delimiter, whole or begun. */
  private void scan() {
    int at = position;
    while (at < limit) {
      if (buffer[at] != '\r') {
        at++;
        continue;
      }
      int matched = matching(at);
      if (matched == delimiter.length) {
        sectionEnded = true;
        break;
      }
      if (at + matched == limit) {
        break;
      }
      at += Math.max(1, matched);
    }
    safe = at;
  }

  /** How many bytes from there are those of the delimiter. */
  private int matching(int from) {
    int i = 0;
    while (i < delimiter.length && from + i < limit && buffer[from + i] == delimiter[i]) {
      i++;
    }
    return i;
  }

  /**
   * Has at least that many bytes in the buffer, unless the input ends; returns how many there are.
   */
  private int need(int count) throws IOException {
    if (limit - position < count && position > BUFFER / 2) {
      System.arraycopy(buffer, position, buffer, 0, limit - position);
      limit -= position;
      safe -= position;
      position = 0;
    }
    while (limit - position < count && !inputEnded) {
      int read = in.read(buffer, limit, buffer.length - limit);
      inputEnded = read < 0;
      limit += Math.max(0, read);
    }
    return limit - position;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }

  private static MalformedBodyException ended() {
    return new MalformedBodyException("the body ends before its last boundary");
  }
}
