package org.truncus.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.truncus.progress.Progress;

/**
 * Work that is done for every label, spread over the processors: of as many labels at one time as
 * there are processors, so memory is bounded. What a label's work gives must not depend on another
 * label's; then the results don't depend on the number of processors either.
 *
 * @param <T> what it gives
 */
final class LabelWork<T> {

  private final Function<String, T> work;
  private final Progress.Task task;
  private int done;

  private LabelWork(Function<String, T> work, Progress.Task task) {
    this.work = work;
    this.task = task;
  }

  /**
   * Does it.
   *
   * @param work called on several threads at once
   * @return by label, in the order given
   */
  static <T> Map<String, T> each(
      List<String> labels, Function<String, T> work, Progress.Task task) {
    LabelWork<T> all = new LabelWork<>(work, task);
    List<T> results = labels.parallelStream().map(all::one).toList();
    Map<String, T> byLabel = new LinkedHashMap<>();
    for (int l = 0; l < labels.size(); l++) {
      byLabel.put(labels.get(l), results.get(l));
    }
    return byLabel;
  }

  private T one(String label) {
    T result = work.apply(label);
    synchronized (this) { // progress is told by one thread at a time
      done++;
      task.at(done, label);
    }
    return result;
  }
}
