package org.truncus.dicom;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * SpecificCharacterSet (PS3.3 section C.12.1.1.2) to Java's charsets. Code extensions of ISO 2022
 * are followed for reading; what Java lacks or a value breaks becomes replacement characters, never
 * an error, since text is never what a decision hangs on.
 */
final class CharacterSet {

  private static final Map<String, String> NAMES =
      Map.ofEntries(
          Map.entry("", "US-ASCII"),
          Map.entry("6", "US-ASCII"),
          Map.entry("100", "ISO-8859-1"),
          Map.entry("101", "ISO-8859-2"),
          Map.entry("109", "ISO-8859-3"),
          Map.entry("110", "ISO-8859-4"),
          Map.entry("144", "ISO-8859-5"),
          Map.entry("127", "ISO-8859-6"),
          Map.entry("126", "ISO-8859-7"),
          Map.entry("138", "ISO-8859-8"),
          Map.entry("148", "ISO-8859-9"),
          Map.entry("203", "ISO-8859-15"),
          Map.entry("13", "JIS_X0201"),
          Map.entry("166", "TIS-620"),
          Map.entry("192", "UTF-8"),
          Map.entry("GB18030", "GB18030"),
          Map.entry("GBK", "GBK"));

  private static final List<String> PREFIXES = List.of("ISO_IR", "ISO 2022 IR");
  private static final byte ESCAPE = 0x1B;

  private final Charset first;

  private CharacterSet(Charset first) {
    this.first = first;
  }

  /** The character set named by the values of SpecificCharacterSet; ASCII where there are none. */
  static CharacterSet of(List<String> values) {
    String name = values.isEmpty() ? "" : values.get(0).trim();
    return new CharacterSet(charset(name));
  }

  private static Charset charset(String term) {
    String name = NAMES.getOrDefault(number(term), "US-ASCII");
    return Charset.isSupported(name) ? Charset.forName(name) : StandardCharsets.US_ASCII;
  }

  /** The registration number of a defined term, with or without code extensions. */
  private static String number(String term) {
    for (String prefix : PREFIXES) {
      if (term.startsWith(prefix)) {
        return term.substring(prefix.length()).trim();
      }
    }
    return term;
  }

  /** Characters of a value's bytes. */
  String decode(byte[] value) {
    int escape = indexOf(value, 0);
    if (escape == value.length) {
      return decode(value, 0, value.length, first);
    }
    StringBuilder text = new StringBuilder(decode(value, 0, escape, first));
    Charset upper = first;
    while (escape < value.length) {
      Iso2022 set = Iso2022.at(value, escape);
      int from = escape + set.escapeLength();
      int next = indexOf(value, from);
      text.append(set.decode(value, from, next, upper));
      upper = set.isUpperHalf() ? set.charset(upper) : upper;
      escape = next;
    }
    return text.toString();
  }

  /**
   * Bytes of a value.
   *
   * @throws CharacterCodingException where a character isn't in the set
   */
  byte[] encode(String text) throws CharacterCodingException {
    ByteBuffer out =
        first
            .newEncoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .encode(CharBuffer.wrap(text));
    byte[] bytes = new byte[out.remaining()];
    out.get(bytes);
    return bytes;
  }

  /** Name for messages. */
  String name() {
    return first.name();
  }

  private static int indexOf(byte[] value, int from) {
    int i = Math.min(from, value.length);
    while (i < value.length && value[i] != ESCAPE) {
      i++;
    }
    return i;
  }

  private static String decode(byte[] value, int from, int to, Charset charset) {
    String text = new String(value, from, to - from, charset);
    // the yen sign of JIS X 0201 has the code of the backslash, and separates values like it
    return charset.name().equals("JIS_X0201") ? text.replace('\u00A5', '\\') : text;
  }
}
