package org.truncus.list;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.truncus.problem.InvalidInputException;

/**
 * Assigns patients, never single images, to train, val and test: iterative stratification
 * (Sechidis, Tsoumakas, Vlahavas 2011) over "has a positive image" and "has a negative image" of
 * every label, the rarest first. As long as there are enough patients, every split gets one of
 * each. The result depends on the patients, the ratios and the seed, not on the order of rows.
 *
 * <p>Where a list gives the split of some of its rows (NIH's test split), these keep it and the
 * patients of the others are divided among the remaining splits.
 */
public final class PatientSplit {

  private final int traits;
  private final List<PatientGroups.Patient> open;
  private final Map<String, Split> assigned = new HashMap<>();
  private final Map<Split, double[]> wanted = new EnumMap<>(Split.class);
  private final Map<Split, int[]> given = new EnumMap<>(Split.class);

  private PatientSplit(
      List<PatientGroups.Patient> patients, int labels, Map<Split, Double> shares, long seed) {
    this.traits = 2 * labels;
    this.open = new ArrayList<>(patients);
    Collections.shuffle(open, new Random(seed));
    for (Split split : Split.values()) {
      double share = shares.getOrDefault(split, 0.0);
      if (share > 0) {
        double[] want = new double[traits + 1];
        for (int t = 0; t <= traits; t++) {
          want[t] = share * count(t);
        }
        wanted.put(split, want);
        given.put(split, new int[traits + 1]);
      }
    }
  }

  /**
   * The same list with a split for every row. Splits of all rows are replaced, splits of some kept.
   *
   * @throws InvalidInputException where there are fewer patients than splits
   */
  public static ImageList assign(ImageList list, SplitRatios ratios, long seed) {
    List<ListRow> rows = list.hasSplits() ? list.rows() : list.rows(null);
    List<PatientGroups.Patient> patients = PatientGroups.of(rows);
    Map<Split, Double> shares = shares(list, ratios);
    PatientSplit work = new PatientSplit(patients, list.labels().size(), shares, seed);
    if (patients.size() < work.wanted.size()) {
      throw new InvalidInputException(
          list.path()
              + ": has "
              + patients.size()
              + " patients; a split into "
              + work.wanted.size()
              + " parts by patient needs at least as many");
    }
    work.assignAll();
    boolean all = list.hasSplits();
    return list.withRows(
        list.rows().stream()
            .map(
                row ->
                    all || row.split() == null
                        ? row.withSplit(work.assigned.get(row.patientId()))
                        : row)
            .toList());
  }

  /** The shares of the splits that patients are divided among, summing to 1. */
  private static Map<Split, Double> shares(ImageList list, SplitRatios ratios) {
    Map<Split, Double> shares = new EnumMap<>(Split.class);
    double sum = 0;
    for (Split split : Split.values()) {
      if (list.hasSplits() || list.rows(split).isEmpty()) {
        shares.put(split, ratios.share(split));
        sum += ratios.share(split);
      }
    }
    double total = sum;
    shares.replaceAll((split, share) -> share / total);
    return shares;
  }

  private void assignAll() {
    while (!open.isEmpty()) {
      int trait = rarest();
      List<PatientGroups.Patient> members = new ArrayList<>();
      for (PatientGroups.Patient patient : open) {
        if (has(patient, trait)) {
          members.add(patient);
        }
      }
      open.removeIf(patient -> has(patient, trait));
      for (int i = 0; i < members.size(); i++) {
        give(members.get(i), neediest(trait, members.size() - i));
      }
    }
  }

  /** The trait after the last one is being a patient. */
  private boolean has(PatientGroups.Patient patient, int trait) {
    return trait == traits || patient.traits().get(trait);
  }

  private int count(int trait) {
    int count = 0;
    for (PatientGroups.Patient patient : open) {
      count += has(patient, trait) ? 1 : 0;
    }
    return count;
  }

  private int rarest() {
    int rarest = traits;
    int fewest = open.size();
    for (int t = 0; t < traits; t++) {
      int count = count(t);
      if (count > 0 && count < fewest) {
        fewest = count;
        rarest = t;
      }
    }
    return rarest;
  }

  private Split neediest(int trait, int left) {
    List<Split> without = given.keySet().stream().filter(s -> given.get(s)[trait] == 0).toList();
    boolean scarce = left <= without.size();
    Split best = null;
    for (Split split : scarce ? without : List.copyOf(given.keySet())) {
      if (best == null || isNeedier(split, best, trait)) {
        best = split;
      }
    }
    return best;
  }

  private boolean isNeedier(Split split, Split best, int trait) {
    double lead = lacks(split, trait) - lacks(best, trait);
    return lead > 1e-9 || (lead > -1e-9 && lacks(split, traits) > lacks(best, traits) + 1e-9);
  }

  private double lacks(Split split, int trait) {
    return wanted.get(split)[trait] - given.get(split)[trait];
  }

  private void give(PatientGroups.Patient patient, Split split) {
    assigned.put(patient.id(), split);
    for (int t = 0; t <= traits; t++) {
      given.get(split)[t] += has(patient, t) ? 1 : 0;
    }
  }
}
