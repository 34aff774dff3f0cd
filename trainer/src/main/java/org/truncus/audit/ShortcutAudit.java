package org.truncus.audit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.truncus.image.ImageCheck;
import org.truncus.list.ImageList;
import org.truncus.list.ListRow;
import org.truncus.metric.PatientBootstrap;
import org.truncus.progress.Progress;

/**
 * Looks for shortcuts in a list: measures of files, pixels and columns that tell a label all alone.
 *
 * @param seed of the bootstrap and of the folds of patients
 */
public record ShortcutAudit(long seed) {

  /** Of the bootstrap, where there is no more to do than this allows. */
  static final int REPLICATES = 1000;

  private static final int FEWEST_REPLICATES = 200;

  /** Rows that are counted in all resamples together before replicates are saved. */
  private static final double WORK = 2e10;

  /**
   * Reads every image once and tries every measure on every label.
   *
   * @throws org.truncus.problem.InvalidInputException naming the images that can't be read
   */
  public Audit ofImages(ImageList list, Progress progress) {
    List<Path> files = list.rows().stream().map(ListRow::file).toList();
    List<Measure> measures =
        new ArrayList<>(Measures.ofImages(ImageCheck.readAll(files, progress, ImageFacts::of)));
    measures.addAll(Measures.ofColumns(list.rows()));
    return of(list, measures, progress);
  }

  /** Tries the columns alone; no image is touched. */
  public Audit ofColumns(ImageList list, Progress progress) {
    return of(list, Measures.ofColumns(list.rows()), progress);
  }

  Audit of(ImageList list, List<Measure> measures, Progress progress) {
    int[] all = IntStream.range(0, list.rows().size()).toArray();
    List<Contrast> contrasts = Contrast.of(list);
    Varied varied = Varied.of(measures, all);
    List<Measure> varying = varied.measures();
    int replicates = replicates(contrasts, varying.size());
    Trial trial = new Trial(new PatientBootstrap(replicates, seed));
    List<Predictor> predictors = new ArrayList<>();
    try (Progress.Task task =
        progress.begin("comparing", (long) contrasts.size() * varying.size())) {
      int done = 0;
      for (Contrast contrast : contrasts) {
        for (Measure measure : varying) {
          trial.of(measure, contrast).ifPresent(predictors::add);
          task.at(++done, "");
        }
      }
    }
    predictors.sort(Predictor.BY_CERTAINTY);
    return new Audit(list, predictors, varied.leftOut(), replicates, seed);
  }

  private static int replicates(List<Contrast> contrasts, int measures) {
    double rows = contrasts.stream().mapToDouble(c -> c.rows().length).sum();
    return (int) Math.max(FEWEST_REPLICATES, Math.min(REPLICATES, WORK / (1 + rows * measures)));
  }
}
