package org.truncus.dicom;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * The sets that an escape sequence can switch to inside of a value (PS3.3 table C.12-3 and C.12-4).
 * Java decodes the multi-byte ones in their EUC form, so seven bit forms get their high bits set.
 */
enum Iso2022 {
  ASCII("(B", "US-ASCII", false),
  JIS_ROMAN("(J", "JIS_X0201", false),
  JIS_KATAKANA(")I", "JIS_X0201", false),
  LATIN_1("-A", "ISO-8859-1", false),
  LATIN_2("-B", "ISO-8859-2", false),
  LATIN_3("-C", "ISO-8859-3", false),
  LATIN_4("-D", "ISO-8859-4", false),
  CYRILLIC("-L", "ISO-8859-5", false),
  ARABIC("-G", "ISO-8859-6", false),
  GREEK("-F", "ISO-8859-7", false),
  HEBREW("-H", "ISO-8859-8", false),
  LATIN_5("-M", "ISO-8859-9", false),
  LATIN_9("-b", "ISO-8859-15", false),
  THAI("-T", "TIS-620", false),
  KANJI("$B", "EUC-JP", true),
  KANJI_SUPPLEMENT("$(D", "EUC-JP", true),
  KOREAN("$)C", "EUC-KR", false),
  CHINESE("$)A", "GB2312", false),
  UNKNOWN("", "US-ASCII", false);

  private final String escape;
  private final String charset;
  private final boolean sevenBit;

  Iso2022(String escape, String charset, boolean sevenBit) {
    this.escape = escape;
    this.charset = charset;
    this.sevenBit = sevenBit;
  }

  /** The set chosen by the escape sequence at this offset. */
  static Iso2022 at(byte[] value, int offset) {
    for (Iso2022 set : values()) {
      byte[] code = set.escape.getBytes(StandardCharsets.US_ASCII);
      if (set != UNKNOWN
          && offset + 1 + code.length <= value.length
          && java.util.Arrays.equals(
              value, offset + 1, offset + 1 + code.length, code, 0, code.length)) {
        return set;
      }
    }
    return UNKNOWN;
  }

  /** Bytes of the escape sequence, ESC included. */
  int escapeLength() {
    return 1 + escape.length();
  }

  /** Whether it is chosen for the bytes from 0xA0 on (G1), and stays so when others change G0. */
  boolean isUpperHalf() {
    return escape.startsWith("-") || escape.startsWith(")") || escape.startsWith("$)");
  }

  Charset charset(Charset other) {
    return Charset.isSupported(charset) ? Charset.forName(charset) : other;
  }

  /**
   * Characters of the bytes that follow the escape sequence.
   *
   * @param upper the set in force for bytes from 0xA0 on, which ASCII below leaves as it is
   */
  String decode(byte[] value, int from, int to, Charset upper) {
    Charset set = this == ASCII ? upper : charset(upper);
    int start = Math.min(from, to);
    if (!sevenBit) {
      return new String(value, start, to - start, set);
    }
    boolean supplement = this == KANJI_SUPPLEMENT;
    byte[] euc = new byte[(to - start) * 2];
    int length = 0;
    for (int i = start; i < to; i++) {
      boolean pair = value[i] > 0x20 && i + 1 < to;
      if (!pair) {
        euc[length++] = value[i];
        continue;
      }
      if (supplement) {
        euc[length++] = (byte) 0x8F;
      }
      euc[length++] = (byte) (value[i++] | 0x80);
      euc[length++] = (byte) (value[i] | 0x80);
    }
    return new String(euc, 0, length, set);
  }
}
