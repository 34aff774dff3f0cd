package org.truncus.plot;

import java.util.Locale;

/**
 * Writes SVG text: attributes escaped, numbers with at most two decimals whatever the locale, so
 * the same figure is the same text everywhere.
 */
final class Svg {

  private final StringBuilder text = new StringBuilder();

  /** Opens an element; attributes are given as name, value, name, value. */
  Svg open(String element, Object... attributes) {
    tag(element, attributes);
    text.append(">\n");
    return this;
  }

  Svg close(String element) {
    text.append("</").append(element).append(">\n");
    return this;
  }

  /** An element without content. */
  Svg empty(String element, Object... attributes) {
    tag(element, attributes);
    text.append("/>\n");
    return this;
  }

  /** An element with text in it. */
  Svg text(String element, String content, Object... attributes) {
    tag(element, attributes);
    text.append('>').append(Html.escape(content)).append("</").append(element).append(">\n");
    return this;
  }

  /** Text that is markup already. */
  Svg raw(String markup) {
    text.append(markup);
    return this;
  }

  private void tag(String element, Object... attributes) {
    text.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      Object value = attributes[i + 1];
      String written = value instanceof Double number ? number(number) : value.toString();
      text.append(' ').append(attributes[i]).append("=\"").append(Html.escape(written)).append('"');
    }
  }

  /** Rounded to two decimals, without superfluous zeros. */
  static String number(double value) {
    String fixed = String.format(Locale.ROOT, "%.2f", value);
    String trimmed = fixed.replaceAll("0+$", "").replaceAll("\\.$", "");
    return trimmed.equals("-0") ? "0" : trimmed;
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
