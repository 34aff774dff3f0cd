package org.truncus.list;

import java.util.List;
import org.apache.commons.csv.CSVRecord;

/** One column a class, 1 in exactly one of them and 0 in the others. */
final class OneHotColumns implements LabelReader {

  private final List<String> names;
  private final List<Integer> columns;
  private final ProblemCollector problems;

  OneHotColumns(List<String> names, List<Integer> columns, ProblemCollector problems) {
    this.names = names;
    this.columns = columns;
    this.problems = problems;
  }

  @Override
  public String column() {
    return "";
  }

  @Override
  public Task task() {
    return Task.MULTICLASS;
  }

  @Override
  public boolean known() {
    return true;
  }

  @Override
  public List<String> names() {
    return names;
  }

  @Override
  public Statement read(long line, CSVRecord values) {
    int ones = 0;
    int zeros = 0;
    String name = "";
    for (int c = 0; c < columns.size(); c++) {
      Answer answer = Answer.parse(Columns.text(values, columns.get(c))).orElse(Answer.NOT_SAID);
      if (answer == Answer.POSITIVE) {
        ones++;
        name = names.get(c);
      }
      zeros += answer == Answer.NEGATIVE ? 1 : 0;
    }
    if (ones != 1 || ones + zeros != columns.size()) {
      problems.add(
          line,
          "",
          "found "
              + ones
              + " ones and "
              + zeros
              + " zeros in the columns of the "
              + columns.size()
              + " classes, expected one 1, else 0");
      return Statement.NOTHING;
    }
    return new ClassName(name);
  }
}
