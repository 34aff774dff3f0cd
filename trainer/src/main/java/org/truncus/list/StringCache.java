package org.truncus.list;

/**
 * One String for equal texts that follow each other closely, as patients, ages and views do. Of
 * fixed size, so that columns in which every value differs cost nothing.
 */
final class StringCache {

  private final String[] slots = new String[1 << 14];

  /** An equal String, if possible one that was handed out before. */
  String shared(String text) {
    int hash = text.hashCode();
    int slot = (hash ^ (hash >>> 16)) & (slots.length - 1);
    if (!text.equals(slots[slot])) {
      slots[slot] = text;
    }
    return slots[slot];
  }
}
