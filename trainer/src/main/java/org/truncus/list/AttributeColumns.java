package org.truncus.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVRecord;

/** The columns of a list that become attributes, in their order. */
final class AttributeColumns {

  /** Makes the attribute of the text of a column. */
  interface Rule {
    String value(long line, String text);
  }

  private final StringCache texts;
  private final List<String> names = new ArrayList<>();
  private final List<Integer> columns = new ArrayList<>();
  private final List<Rule> rules = new ArrayList<>();

  AttributeColumns(StringCache texts) {
    this.texts = texts;
  }

  /** An attribute as written; nothing is added where the list has no such column (index -1). */
  AttributeColumns add(String name, int column) {
    return add(name, column, (line, text) -> text);
  }

  /** An attribute by a rule. */
  AttributeColumns add(String name, int column, Rule rule) {
    if (column >= 0) {
      names.add(name);
      columns.add(column);
      rules.add(rule);
    }
    return this;
  }

  /** An attribute that no column holds: its value is set in {@link #read}. */
  AttributeColumns derived(String name) {
    names.add(name);
    columns.add(-1);
    rules.add((line, text) -> text);
    return this;
  }

  /**
   * The attributes of one row.
   *
   * @param derived values of the derived attributes, in their order
   */
  Map<String, String> read(long line, CSVRecord values, String... derived) {
    String[] attributes = new String[names.size()];
    int next = 0;
    for (int a = 0; a < attributes.length; a++) {
      int column = columns.get(a);
      String text = column < 0 ? derived[next++] : values.get(column);
      attributes[a] = texts.shared(rules.get(a).value(line, text));
    }
    return new RowAttributes(names, attributes);
  }
}
