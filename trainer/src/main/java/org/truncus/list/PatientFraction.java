package org.truncus.list;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;

/**
 * Less data on purpose: a share of the patients of train and of val, test untouched. Stratified:
 * patients are lined up by what their images show, the rarest finding first, and taken from that
 * line evenly (systematic sampling), so that each finding keeps about its share. With one seed the
 * subsets are nested, 5 % within 10 % within all: place {@code i} of the line is taken in the order
 * of the fractional parts of {@code i} times the golden ratio (Weyl's sequence, begun at random),
 * and what is below any bound is spread evenly over every stretch of the line.
 */
public final class PatientFraction {

  private static final int LEAST = 2;

  /** The fractional part of the golden ratio in units of 2^-64. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private PatientFraction() {}

  /**
   * The same list with fewer rows, in the same order.
   *
   * @param list with a split in every row
   * @param fraction in (0,1]
   * @throws UsageException where the fraction is out of range
   * @throws InvalidInputException where train or val keep fewer than two positive or two negative
   *     rows of a label; nothing is checked where the fraction is 1
   */
  public static ImageList take(ImageList list, double fraction, long seed) {
    ImageList less = sample(list, fraction, seed);
    if (fraction < 1) {
      requireEnough(list, less, fraction, seed);
    }
    return less;
  }

  /**
   * The rows that {@link #take} takes, whether or not they are enough to learn from.
   *
   * @throws UsageException where the fraction is out of range
   */
  public static ImageList sample(ImageList list, double fraction, long seed) {
    if (!(fraction > 0 && fraction <= 1)) {
      throw new UsageException("--fraction " + fraction + ": expected more than 0 and at most 1");
    }
    if (!list.hasSplits()) {
      throw new IllegalArgumentException(list.path() + " isn't split; a fraction is of its splits");
    }
    Set<String> kept = new HashSet<>();
    kept.addAll(patients(list.rows(Split.TRAIN), fraction, seed));
    kept.addAll(patients(list.rows(Split.VAL), fraction, seed));
    return list.withRows(
        list.rows().stream()
            .filter(row -> row.split() == Split.TEST || kept.contains(row.patientId()))
            .toList());
  }

  /** The first of the patients in the order in which they are taken. */
  private static List<String> patients(List<ListRow> rows, double fraction, long seed) {
    List<PatientGroups.Patient> line = PatientGroups.of(rows);
    Random random = new Random(seed);
    Collections.shuffle(line, random);
    line.sort(byRarestTrait(line));
    long start = random.nextLong();
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < line.size(); i++) {
      places.add(i);
    }
    places.sort((a, b) -> Long.compareUnsigned(start + a * GOLDEN, start + b * GOLDEN));
    int least = Math.min(1, line.size());
    int n = Math.max(least, Math.toIntExact(Math.round(fraction * line.size())));
    return places.stream().limit(n).map(place -> line.get(place).id()).toList();
  }

  /** Patients with the rarest trait first, among them those with the next rarest, and so on. */
  private static Comparator<PatientGroups.Patient> byRarestTrait(
      List<PatientGroups.Patient> patients) {
    int traits = patients.stream().mapToInt(p -> p.traits().length()).max().orElse(0);
    int[] counts = new int[traits];
    for (PatientGroups.Patient patient : patients) {
      patient.traits().stream().forEach(trait -> counts[trait]++);
    }
    List<Integer> order = new ArrayList<>();
    for (int t = 0; t < traits; t++) {
      order.add(t);
    }
    order.sort(Comparator.comparingInt(trait -> counts[trait]));
    return (a, b) -> {
      for (int trait : order) {
        if (a.traits().get(trait) != b.traits().get(trait)) {
          return a.traits().get(trait) ? -1 : 1;
        }
      }
      return 0;
    };
  }

  private static void requireEnough(ImageList all, ImageList less, double fraction, long seed) {
    List<String> problems = new ArrayList<>();
    for (Split split : List.of(Split.TRAIN, Split.VAL)) {
      Map<String, LabelCounts> before = LabelCounts.of(all.labels(), all.rows(split));
      LabelCounts.of(less.labels(), less.rows(split))
          .forEach(
              (label, counts) -> {
                LabelCounts whole = before.get(label);
                String where = "label " + label + ", split " + split.text() + ": ";
                if (counts.positives() < LEAST) {
                  problems.add(
                      where + counts.positives() + " of " + whole.positives() + " positive rows");
                }
                if (counts.negatives() < LEAST) {
                  problems.add(
                      where + counts.negatives() + " of " + whole.negatives() + " negative rows");
                }
              });
    }
    if (!problems.isEmpty()) {
      throw new InvalidInputException(
          String.format(
              Locale.ROOT,
              "%s: of %s of the patients (seed %d) too little is left to learn from:\n  %s\n"
                  + "Expected at least %d positive and %d negative rows per label in train and val."
                  + " Take a larger --fraction, another --seed, or leave labels out with --labels.",
              all.path(),
              fraction,
              seed,
              String.join("\n  ", problems),
              LEAST,
              LEAST));
    }
  }
}
