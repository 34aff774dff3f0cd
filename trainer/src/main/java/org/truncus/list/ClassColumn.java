package org.truncus.list;

import java.util.List;
import java.util.TreeSet;
import org.apache.commons.csv.CSVRecord;

/** One column with the name of a class: any name, sorted, or one of a fixed set in its order. */
final class ClassColumn implements LabelReader {

  private final String column;
  private final int index;
  private final List<String> fixed;
  private final ProblemCollector problems;
  private final TreeSet<String> found = new TreeSet<>();

  /**
   * The column of a list.
   *
   * @param fixed the classes there are; empty for whatever the rows hold
   */
  ClassColumn(String column, int index, List<String> fixed, ProblemCollector problems) {
    this.column = column;
    this.index = index;
    this.fixed = fixed;
    this.problems = problems;
  }

  @Override
  public String column() {
    return column;
  }

  @Override
  public Task task() {
    return Task.MULTICLASS;
  }

  @Override
  public boolean known() {
    return !fixed.isEmpty();
  }

  @Override
  public List<String> names() {
    return known() ? fixed : List.copyOf(found);
  }

  @Override
  public Statement read(long line, CSVRecord values) {
    String name = Columns.text(values, index);
    if (name.isEmpty()) {
      problems.add(line, column, "is blank, expected a class name");
      return Statement.NOTHING;
    }
    if (known() && !fixed.contains(name)) {
      problems.add(
          line, column, "found '" + name + "', expected one of " + String.join(", ", fixed));
      return Statement.NOTHING;
    }
    found.add(name);
    return new ClassName(name);
  }
}
