package org.truncus.list;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.truncus.problem.UsageException;

/**
 * Less data on purpose: a share of the patients of train and of val, stratified by what their
 * images show, test untouched. With one seed the subsets are nested: 5 % within 10 % within all.
 */
public final class PatientFraction {

  private record Ranked(String id, double position) {}

  private PatientFraction() {}

  /**
   * The same list with fewer rows, in the same order.
   *
   * @param fraction in (0,1]
   * @throws UsageException where the fraction is out of range
   */
  public static ImageList take(ImageList list, double fraction, long seed) {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new UsageException("fraction " + fraction + ": expected more than 0 and at most 1");
    }
    Set<String> kept = new HashSet<>();
    kept.addAll(patients(list.rows(Split.TRAIN), fraction, seed));
    kept.addAll(patients(list.rows(Split.VAL), fraction, seed));
    return list.withRows(
        list.rows().stream()
            .filter(row -> row.split() == Split.TEST || kept.contains(row.patientId()))
            .toList());
  }

  private static List<String> patients(List<ListRow> rows, double fraction, long seed) {
    List<PatientGroups.Patient> patients = PatientGroups.of(rows);
    Collections.shuffle(patients, new Random(seed));
    List<Ranked> ranked = new ArrayList<>();
    for (List<PatientGroups.Patient> group : PatientGroups.byTraits(patients).values()) {
      for (int i = 0; i < group.size(); i++) {
        ranked.add(new Ranked(group.get(i).id(), (i + 0.5) / group.size()));
      }
    }
    ranked.sort(Comparator.comparingDouble(Ranked::position));
    long n = Math.max(Math.min(1, ranked.size()), Math.round(fraction * ranked.size()));
    return ranked.stream().limit(n).map(Ranked::id).toList();
  }
}
