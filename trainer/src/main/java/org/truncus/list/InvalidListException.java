package org.truncus.list;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.truncus.problem.InvalidInputException;

/** A list that breaks its rules; carries all that is wrong with it, not only the first thing. */
public final class InvalidListException extends InvalidInputException {

  private static final long serialVersionUID = 1L;

  private final transient List<ListProblem> problems;
  private final long total;

  /**
   * Made by the reader of a list.
   *
   * @param problems the first ones, in the order of the file
   * @param total how many there are, at least {@code problems.size()}
   */
  public InvalidListException(Path list, List<ListProblem> problems, long total) {
    super(message(list, problems, total));
    this.problems = List.copyOf(problems);
    this.total = total;
  }

  /** The first problems, up to 100. */
  public List<ListProblem> problems() {
    return problems;
  }

  /** How many problems there are in all. */
  public long total() {
    return total;
  }

  private static String message(Path list, List<ListProblem> problems, long total) {
    String lines =
        problems.stream().map(problem -> "\n  " + problem.text()).collect(Collectors.joining());
    long more = total - problems.size();
    return list
        + ": "
        + (total == 1 ? "1 problem" : total + " problems")
        + lines
        + (more > 0 ? "\n  and " + more + " more" : "");
  }
}
