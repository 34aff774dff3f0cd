package org.truncus.list;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.commons.csv.CSVRecord;

/**
 * One column that holds the names of all findings of an image. A finding that isn't among them is
 * negative; a row that says nothing about findings leaves all of them open.
 */
final class FindingNames implements LabelReader {

  private record Found(Set<String> names) implements Statement {
    @Override
    public Answer answer(String label) {
      if (names.isEmpty()) {
        return Answer.NOT_SAID;
      }
      return names.contains(label) ? Answer.POSITIVE : Answer.NEGATIVE;
    }
  }

  private final String column;
  private final int index;
  private final List<String> fixed;
  private final List<String> standard;
  private final Function<String, List<String>> parser;
  private final ProblemCollector problems;
  private final TreeSet<String> found = new TreeSet<>();

  /**
   * The column of a list.
   *
   * @param fixed the names there are; empty for whatever the rows hold, sorted
   * @param standard those read where none are asked for; empty for all
   * @param parser makes names of the text; throws {@link IllegalArgumentException} with what is
   *     wrong
   */
  FindingNames(
      String column,
      int index,
      List<String> fixed,
      List<String> standard,
      Function<String, List<String>> parser,
      ProblemCollector problems) {
    this.column = column;
    this.index = index;
    this.fixed = fixed;
    this.standard = standard;
    this.parser = parser;
    this.problems = problems;
  }

  @Override
  public String column() {
    return column;
  }

  @Override
  public Task task() {
    return Task.MULTILABEL;
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
  public List<String> standard() {
    return standard.isEmpty() ? names() : standard;
  }

  @Override
  public Statement read(long line, CSVRecord values) {
    String text = Columns.text(values, index);
    List<String> names;
    try {
      names = parser.apply(text);
    } catch (IllegalArgumentException e) {
      problems.add(line, column, "found '" + text + "', " + e.getMessage());
      return Statement.NOTHING;
    }
    List<String> unknown = new ArrayList<>(known() ? names : List.of());
    unknown.removeAll(fixed);
    if (!unknown.isEmpty()) {
      problems.add(
          line,
          column,
          "found '" + unknown.get(0) + "', expected one or more of " + String.join(", ", fixed));
      return Statement.NOTHING;
    }
    found.addAll(names);
    return new Found(Set.copyOf(names));
  }
}
