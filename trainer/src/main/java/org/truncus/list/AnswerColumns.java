package org.truncus.list;

import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;

/** One column a finding with {@code 1|0|-1} or blank. */
final class AnswerColumns implements LabelReader {

  /** What a row says, in the order of the names. */
  private record Answers(List<String> names, List<Answer> answers) implements Statement {
    @Override
    public Answer answer(String label) {
      return answers.get(names.indexOf(label));
    }
  }

  private final List<String> names;
  private final List<String> titles;
  private final List<Integer> columns;
  private final ProblemCollector problems;

  /**
   * The columns of a list.
   *
   * @param names of the findings
   * @param titles of their columns
   * @param columns where these stand
   */
  AnswerColumns(
      List<String> names, List<String> titles, List<Integer> columns, ProblemCollector problems) {
    this.names = names;
    this.titles = titles;
    this.columns = columns;
    this.problems = problems;
  }

  @Override
  public String column() {
    return "";
  }

  @Override
  public Task task() {
    return Task.MULTILABEL;
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
    Answer[] answers = new Answer[columns.size()];
    for (int c = 0; c < columns.size(); c++) {
      String text = Columns.text(values, columns.get(c));
      Optional<Answer> answer = Answer.parse(text);
      if (answer.isEmpty()) {
        problems.add(line, titles.get(c), "found '" + text + "', expected 1, 0, -1 or blank");
      }
      answers[c] = answer.orElse(Answer.NOT_SAID);
    }
    return new Answers(names, List.of(answers));
  }
}
