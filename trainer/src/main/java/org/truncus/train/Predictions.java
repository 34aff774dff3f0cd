package org.truncus.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.truncus.list.ImageList;
import org.truncus.list.ListRow;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;
import org.truncus.progress.Progress;

/** Runs a network over rows of a list, in their order. */
final class Predictions {

  private Predictions() {}

  /** A network in inference mode. */
  interface Scorer {
    /** Logits {@code [N,L]} of images {@code [N,S,S,C]} in [0,1]. */
    float[] logits(float[] images);
  }

  /**
   * Logits of rows.
   *
   * @param rows indices into the list
   * @param batch images per call
   * @param outputs L
   * @return {@code [N,L]}
   */
  static float[] logits(
      Scorer scorer,
      InputPipeline pipeline,
      int[] rows,
      int batch,
      int outputs,
      Progress.Task task) {
    float[] logits = new float[rows.length * outputs];
    int done = 0;
    try (InputPipeline.Batches batches =
        pipeline.batches(BatchOrder.inOrder(rows, batch), pipeline.unvaried())) {
      while (batches.hasNext()) {
        InputPipeline.Batch next = batches.next();
        float[] some = scorer.logits(next.images());
        System.arraycopy(some, 0, logits, done * outputs, some.length);
        done += next.rows().length;
        task.at(done, "");
      }
    }
    return logits;
  }

  /** Logits beside what the list says of the rows. */
  static PredictionList of(ImageList list, int[] rows, float[] logits) {
    int labels = list.labels().size();
    List<Prediction> predictions = new ArrayList<>();
    IntStream.range(0, rows.length)
        .forEach(
            i -> {
              ListRow row = list.rows().get(rows[i]);
              float[] own = Arrays.copyOfRange(logits, i * labels, (i + 1) * labels);
              predictions.add(
                  new Prediction(
                      row.image(),
                      row.patientId(),
                      row.targets(),
                      own,
                      LossFunction.probabilities(list.task(), own)));
            });
    return new PredictionList(list.labels(), predictions);
  }
}
