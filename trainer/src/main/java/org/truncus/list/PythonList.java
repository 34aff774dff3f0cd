package org.truncus.list;

import java.util.ArrayList;
import java.util.List;

/** A list of strings as Python prints it: {@code ['pneumonia', "Kerley's lines"]}. */
final class PythonList {

  private final String text;
  private int at;

  private PythonList(String text) {
    this.text = text;
  }

  /**
   * The strings, stripped, without blank ones.
   *
   * @throws IllegalArgumentException where the text is no such list
   */
  static List<String> parse(String text) {
    return new PythonList(text.strip()).parse();
  }

  private List<String> parse() {
    List<String> strings = new ArrayList<>();
    expect('[');
    skipBlanks();
    while (at < text.length() && text.charAt(at) != ']') {
      String string = string().strip();
      if (!string.isEmpty()) {
        strings.add(string);
      }
      skipBlanks();
      if (at < text.length() && text.charAt(at) != ']') {
        expect(',');
        skipBlanks();
      }
    }
    expect(']');
    if (at < text.length()) {
      throw broken();
    }
    return strings;
  }

  private String string() {
    char quote = text.charAt(at);
    if (quote != '\'' && quote != '"') {
      throw broken();
    }
    StringBuilder string = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != quote; at++) {
      boolean escaped = text.charAt(at) == '\\' && at + 1 < text.length();
      string.append(text.charAt(escaped ? ++at : at));
    }
    expect(quote);
    return string.toString();
  }

  private void skipBlanks() {
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
  }

  private void expect(char c) {
    if (at >= text.length() || text.charAt(at) != c) {
      throw broken();
    }
    at++;
  }

  private IllegalArgumentException broken() {
    return new IllegalArgumentException("expected a list such as ['pneumonia', 'nodule']");
  }
}
