package org.truncus.list;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;

/** A small unmodifiable map in the order of the columns: names are shared by all rows of a list. */
final class RowAttributes extends AbstractMap<String, String> {

  private final List<String> names;
  private final String[] values;

  /**
   * Attributes of one row.
   *
   * @param values one for each name; a blank one is left out of the map
   */
  RowAttributes(List<String> names, String[] values) {
    this.names = names;
    this.values = values;
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public Iterator<Entry<String, String>> iterator() {
        return new Entries();
      }

      @Override
      public int size() {
        int size = 0;
        for (String value : values) {
          size += value.isBlank() ? 0 : 1;
        }
        return size;
      }
    };
  }

  private final class Entries implements Iterator<Entry<String, String>> {

    private int next;

    @Override
    public boolean hasNext() {
      while (next < values.length && values[next].isBlank()) {
        next++;
      }
      return next < values.length;
    }

    @Override
    public Entry<String, String> next() {
      if (!hasNext()) {
        throw new NoSuchElementException();
      }
      Entry<String, String> entry = Map.entry(names.get(next), values[next]);
      next++;
      return entry;
    }
  }
}
