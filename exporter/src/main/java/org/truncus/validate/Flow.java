package org.truncus.validate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.ListRow;

/**
 * What became of the rows, as STARD draws it: listed, received, scored, labelled.
 *
 * @param listed rows of the whole list
 * @param received rows of the split that was chosen
 * @param notScored rows that could not be scored, by reason
 * @param scored the others
 * @param outsideDomain scored rows of a view that the model isn't meant for; they are in the
 *     metrics
 * @param labelled scored rows whose finding is known, by label; only these are in its metrics
 */
public record Flow(
    int listed,
    int received,
    Map<String, Integer> notScored,
    int scored,
    int outsideDomain,
    Map<String, Long> labelled) {

  static Flow of(TestRows tested, Scoring.Result scoring, List<String> views) {
    Map<String, Integer> reasons = new LinkedHashMap<>();
    for (Failure failure : scoring.failures()) {
      reasons.merge(failure.code() + ": " + failure.reason(), 1, Integer::sum);
    }
    Map<String, Long> labelled = new LinkedHashMap<>();
    for (String label : tested.labels()) {
      int l = tested.order().indexOf(label);
      labelled.put(
          label, scoring.rows().stream().filter(row -> !Float.isNaN(row.targets()[l])).count());
    }
    return new Flow(
        tested.list().rows().size(),
        tested.rows().size(),
        reasons,
        scoring.rows().size(),
        (int) scoring.rows().stream().filter(row -> outside(row, views)).count(),
        labelled);
  }

  private static boolean outside(ListRow row, List<String> views) {
    String view = row.attributes().getOrDefault("view", "").strip();
    return !views.isEmpty() && !view.isEmpty() && !views.contains(view);
  }
}
