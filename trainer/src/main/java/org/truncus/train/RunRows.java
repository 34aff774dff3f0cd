package org.truncus.train;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.truncus.list.ListRow;
import org.truncus.list.Split;
import org.truncus.problem.InvalidInputException;

/** Rows of a list as a run sees them: its splits, its fraction. */
public final class RunRows {

  private RunRows() {}

  /**
   * Draws rows of some splits, without a look at their labels.
   *
   * @param run whose settings say how the list is read and split
   * @param list the run's own list or another one; null for its own
   * @param splits the rows to draw from
   * @param most at most so many
   * @param seed of the draw
   * @return in the order of the list
   * @throws InvalidInputException where the splits are empty
   */
  public static List<ListRow> draw(
      RunFolder run, Path list, Set<Split> splits, int most, long seed) {
    TrainingData data = TrainingData.read(config(run.record(), list));
    List<ListRow> rows = new ArrayList<>();
    data.list().rows().stream().filter(row -> splits.contains(row.split())).forEach(rows::add);
    if (rows.isEmpty()) {
      throw new InvalidInputException(
          data.list().path() + ": no rows in " + splits.stream().map(Split::text).toList());
    }
    Collections.shuffle(rows, new Random(seed));
    List<ListRow> drawn = new ArrayList<>(rows.subList(0, Math.min(most, rows.size())));
    drawn.sort(Comparator.comparingLong(ListRow::line));
    return List.copyOf(drawn);
  }

  /** Another list needn't have the findings that the run has learnt. */
  private static TrainConfig config(RunRecord record, Path list) {
    TrainConfig own = record.config();
    if (list == null || list.toAbsolutePath().normalize().equals(record.data().list())) {
      return own;
    }
    return own.toBuilder()
        .data(data -> data.list(list).root(null).labels(List.of()).format(null))
        .build();
  }
}
