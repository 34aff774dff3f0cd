package org.truncus.plot;

/**
 * A finished drawing.
 *
 * @param title what it shows, in a few words; read out by screen readers
 * @param svg a complete {@code <svg>} element with its own styles; draws in {@code currentColor},
 *     so it follows the page around it into the dark
 */
public record Figure(String title, String svg) {

  /** The drawing as a file of its own, with an XML declaration. */
  public String file() {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + svg;
  }
}
