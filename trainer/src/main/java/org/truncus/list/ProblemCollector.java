package org.truncus.list;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Gathers the problems of one file: keeps the first hundred, counts the rest. */
final class ProblemCollector {

  static final int KEPT = 100;

  private final Path file;
  private final List<ListProblem> problems = new ArrayList<>();
  private long total;

  ProblemCollector(Path file) {
    this.file = file;
  }

  void add(long line, String column, String message) {
    total++;
    if (problems.size() < KEPT) {
      problems.add(new ListProblem(line, column, message));
    }
  }

  boolean any() {
    return total > 0;
  }

  /** The failure, ready to be thrown, with its problems by line. */
  InvalidListException failure() {
    List<ListProblem> sorted = new ArrayList<>(problems);
    sorted.sort(Comparator.comparingLong(ListProblem::line));
    return new InvalidListException(file, sorted, total);
  }

  void throwIfAny() {
    if (any()) {
      throw failure();
    }
  }
}
