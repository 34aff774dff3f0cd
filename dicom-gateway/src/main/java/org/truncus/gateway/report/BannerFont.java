package org.truncus.gateway.report;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Capital letters of 5 by 7 dots, for text that is burned into pixels: the same on every machine,
 * whatever fonts it has. What has no glyph is shown as a question mark.
 */
final class BannerFont {
  /** Dots from one letter to the next. */
  static final int ADVANCE = 6;

  /** Dots from one line to the next. */
  static final int LINE = 10;

  private static final int COLUMNS = 5;
  private static final int ROWS = 7;

  /** A character and its rows from the top, two hexadecimal digits a row, the left dot highest. */
  private static final String[] GLYPHS = {
    "A0E11111F111111", "B1E11111E11111E", "C0E11101010110E", "D1E11111111111E",
    "E1F10101E10101F", "F1F10101E101010", "G0E11101711110F", "H1111111F111111",
    "I0E04040404040E", "J0702020202120C", "K11121418141211", "L1010101010101F",
    "M111B1515111111", "N11191513111111", "O0E11111111110E", "P1E11111E101010",
    "Q0E11111115120D", "R1E11111E141211", "S0F10100E01011E", "T1F040404040404",
    "U1111111111110E", "V11111111110A04", "W1111111515150A", "X11110A040A1111",
    "Y11110A04040404", "Z1F01020408101F", "00E11131519110E", "1040C040404040E",
    "20E11010608101F", "31F02040201110E", "402060A121F0202", "51F101E0101110E",
    "60608101E11110E", "71F010204080808", "80E11110E11110E", "90E11110F01020C",
    "-0000001F000000", ".00000000000C0C", ",00000000000408", ":000C0C000C0C00",
    "/00010204081000", "_0000000000001F", "%18190204081303", "(02040808080402",
    ")08040202020408", "+0004041F040400", "=00001F001F0000", "?0E110102040004",
    "'04040800000000", " 00000000000000"
  };

  private final Map<Character, int[]> glyphs = new HashMap<>();

  BannerFont() {
    for (String glyph : GLYPHS) {
      int[] rows = new int[ROWS];
      for (int row = 0; row < ROWS; row++) {
        rows[row] = Integer.parseInt(glyph.substring(1 + 2 * row, 3 + 2 * row), 16);
      }
      glyphs.put(glyph.charAt(0), rows);
    }
  }

  /** Where the dots of a line are. */
  interface Dots {
    /** One dot, from the top left of the line. */
    void dot(int row, int column);
  }

  /** Draws one line. */
  void draw(String line, Dots dots) {
    String capitals = line.toUpperCase(Locale.ROOT);
    for (int i = 0; i < capitals.length(); i++) {
      int[] rows = glyphs.getOrDefault(capitals.charAt(i), glyphs.get('?'));
      for (int row = 0; row < ROWS; row++) {
        for (int column = 0; column < COLUMNS; column++) {
          if ((rows[row] >> (COLUMNS - 1 - column) & 1) == 1) {
            dots.dot(row, i * ADVANCE + column);
          }
        }
      }
    }
  }

  /** Breaks a text at blanks into lines of at most so many characters; long words are cut. */
  static List<String> wrapped(String text, int longest) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.strip().split("\\s+", -1)) {
      String rest = word;
      if (line.length() > 0 && line.length() + 1 + rest.length() > longest) {
        lines.add(line.toString());
        line.setLength(0);
      }
      while (rest.length() > longest) {
        lines.add(rest.substring(0, longest));
        rest = rest.substring(longest);
      }
      line.append(line.length() > 0 ? " " : "").append(rest);
    }
    lines.add(line.toString());
    return lines;
  }
}
