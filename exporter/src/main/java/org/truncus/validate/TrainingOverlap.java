package org.truncus.validate;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.truncus.list.ListRow;
import org.truncus.list.Split;
import org.truncus.model.ModelPackage;
import org.truncus.model.TrainingDigests;
import org.truncus.problem.InvalidInputException;
import org.truncus.progress.Progress;

/**
 * Whether the rows share patients or images with the training.
 *
 * @param known whether the package has digests of its training to tell by
 * @param patients of the rows that the model has learnt from
 * @param rows of patients, or with files, that the model has learnt from
 * @param contents rows whose very file the model has learnt from
 * @param words all that is known, for people
 */
public record TrainingOverlap(
    boolean known, long patients, long rows, long contents, String words) {

  static TrainingOverlap of(ModelPackage model, TestRows tested, Progress progress) {
    Optional<TrainingDigests> digests = TrainingDigests.of(model);
    List<ListRow> rows = tested.rows();
    boolean[] patient = new boolean[rows.size()];
    boolean[] content = new boolean[rows.size()];
    if (digests.isPresent()) {
      try (Progress.Task task = progress.begin("looking for training images", rows.size())) {
        for (int i = 0; i < rows.size(); i++) {
          patient[i] = digests.get().knowsPatient(rows.get(i).patientId());
          content[i] = knows(digests.get(), rows.get(i));
          task.at(i + 1, "");
        }
      }
    }
    long shared = IntStream.range(0, patient.length).filter(i -> content[i]).count();
    long seen =
        IntStream.range(0, patient.length)
            .filter(
                i ->
                    patient[i]
                        || content[i]
                        || (tested.sameList() && rows.get(i).split() != Split.TEST))
            .count();
    long patients =
        IntStream.range(0, patient.length)
            .filter(i -> patient[i])
            .mapToObj(i -> rows.get(i).patientId())
            .distinct()
            .count();
    return new TrainingOverlap(
        digests.isPresent(),
        patients,
        seen,
        shared,
        words(digests.isPresent(), tested, patients, seen, shared));
  }

  /** A file that can't be read becomes a failure when it is scored. */
  private static boolean knows(TrainingDigests digests, ListRow row) {
    try {
      return digests.knowsContent(row.file());
    } catch (InvalidInputException e) {
      return false;
    }
  }

  private static String words(
      boolean known, TestRows tested, long patients, long seen, long shared) {
    StringBuilder words = new StringBuilder();
    words.append(
        tested.sameList()
            ? "This is the very list the model was trained with"
                + (tested.list().hasSplits() ? ". " : "; its split was made again from the seed. ")
            : "This is not the list the model was trained with (their SHA-256 differ). ");
    if (known) {
      words.append(
          String.format(
              "By the digests in the package %d patients and %d files of these rows are among those"
                  + " it has learnt from.",
              patients, shared));
    } else {
      words.append(
          "The package has no digests of its training, so shared patients and images can't be"
              + " told.");
    }
    if (seen > 0) {
      words.append(" ").append(seen).append(" rows were used to train or calibrate the model.");
    } else if (tested.sameList()) {
      words.append(" Only held-out test rows are used; no patient is in two splits.");
    }
    return words.toString();
  }
}
