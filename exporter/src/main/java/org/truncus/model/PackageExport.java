package org.truncus.model;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.tensorflow.proto.SavedModel;
import org.truncus.calibrate.Calibration;
import org.truncus.calibrate.CalibrationFit;
import org.truncus.calibrate.CalibrationPlots;
import org.truncus.calibrate.CalibrationResult;
import org.truncus.list.ListRow;
import org.truncus.list.PredictionList;
import org.truncus.list.Split;
import org.truncus.net.Backbones;
import org.truncus.net.BatchNormalization;
import org.truncus.net.FoldedNetwork;
import org.truncus.net.Network;
import org.truncus.plot.Figure;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.train.RunFolder;
import org.truncus.train.RunRecord;
import org.truncus.train.RunStatus;
import org.truncus.weights.WeightTensor;

/**
 * Makes a model package of a finished run: its best weights in a fresh inference graph, calibrated
 * on its validation predictions.
 */
public final class PackageExport {

  /** Rows of the validation split that the forms are compared on, at most. */
  static final int VALIDATION_IMAGES = 100;

  private final RunFolder run;
  private final RunRecord record;
  private final ExportOptions options;
  private final Clock clock;

  private PackageExport(RunFolder run, ExportOptions options, Clock clock) {
    this.run = run;
    this.record = run.record();
    this.options = options;
    this.clock = clock;
  }

  /** {@link #export(Path, Path, String, ExportOptions, Progress, Clock)} now. */
  public static Path export(
      Path run, Path models, String name, ExportOptions options, Progress progress) {
    return export(run, models, name, options, progress, Clock.systemUTC());
  }

  /**
   * Exports a run as the next version of a model.
   *
   * @param run folder of a completed run
   * @param models folder of all models; made where it isn't there
   * @param name of the model
   * @param clock for {@code createdAt}
   * @return the new folder {@code models/name/version}
   * @throws UsageException where the name is no model name or a code is for no label of the run
   * @throws InvalidInputException where the run isn't completed or lacks weights or predictions
   * @throws org.truncus.problem.EnvironmentException where the disk is full or can't be written;
   *     nothing is left behind
   */
  public static Path export(
      Path run, Path models, String name, ExportOptions options, Progress progress, Clock clock) {
    if (!ModelName.valid(name)) {
      throw new UsageException(
          "'" + name + "' can't name a model: " + ModelName.RULE + "; for example cxr-pneumonia");
    }
    return new PackageExport(new RunFolder(run), options, clock).write(models, name, progress);
  }

  private Path write(Path models, String name, Progress progress) {
    check();
    try (Progress.Task task = progress.begin("exporting " + name, 3)) {
      PredictionList predictions = validationPredictions();
      CalibrationResult calibrated = calibrate(predictions);
      Calibration calibration = calibrated.calibration();
      task.at(1, "calibrated");
      Path weightsFile = run.bestWeights();
      Network network =
          Backbones.network(record.config().networkSpec(record.data().labels().size()));
      Map<String, WeightTensor> weights = run.bestTensors(network);
      PackageManifest draft =
          new ManifestDraft(record, options, predictions, calibration)
              .manifest(name, Provenance.of(record, weightsFile), clock.instant());
      PackageParts parts = parts(network, weights, calibration, progress);
      task.at(2, "weights read, trying the graph");
      Path folder =
          new PackagePublisher(models)
              .publish(
                  draft,
                  (staged, numbered) -> {
                    draw(staged, CalibrationPlots.of(calibrated));
                    parts.writeTo(staged, numbered);
                  });
      task.at(3, folder.toString());
      return folder;
    }
  }

  private void check() {
    if (record.status() != RunStatus.COMPLETED) {
      throw new InvalidInputException(
          run.path()
              + ": the run is "
              + record.status().text()
              + ", only a completed one can be exported; continue it with train --resume");
    }
    checkLabels("code", options.codes().keySet());
    checkLabels("site", options.sites().keySet());
  }

  private void checkLabels(String what, Set<String> given) {
    for (String label : given) {
      if (!record.data().labels().contains(label)) {
        throw new UsageException(
            "a "
                + what
                + " was given for '"
                + label
                + "', but the labels of the run are "
                + record.data().labels());
      }
    }
  }

  private CalibrationResult calibrate(PredictionList predictions) {
    return CalibrationFit.fit(
        predictions,
        record.data().task(),
        record.data().sha256(),
        options.calibration(),
        options.calibration().correctPriors()
            ? TrainingPriors.of(record, predictions)
            : TrainingPriors.none(predictions.labels().size()));
  }

  private PredictionList validationPredictions() {
    PredictionList predictions = run.predictions(Split.VAL);
    if (!predictions.labels().equals(record.data().labels())) {
      throw new InvalidInputException(
          run.path()
              + ": predictions/val.csv has the labels "
              + predictions.labels()
              + ", run.json has "
              + record.data().labels()
              + "; the folder mixes two runs");
    }
    return predictions;
  }

  private PackageParts parts(
      Network network,
      Map<String, WeightTensor> weights,
      Calibration calibration,
      Progress progress) {
    FoldedNetwork folded = FoldedNetwork.of(network, weights);
    List<ListRow> learnt = learntRows(progress);
    return new PackageParts(
        graph(folded.network(), folded.tensors(), calibration),
        graph(network, weights, calibration),
        normalisations(network) - normalisations(folded.network()),
        normalisations(folded.network()),
        validationImages(learnt),
        learnt.isEmpty() ? null : TrainingDigests.of(learnt, record.data().sha256(), progress),
        options.signingKey());
  }

  private static void draw(StagedFolder staged, Map<String, Figure> plots) throws IOException {
    for (Map.Entry<String, Figure> plot : plots.entrySet()) {
      byte[] svg = plot.getValue().file().getBytes(StandardCharsets.UTF_8);
      staged.write(ModelPackage.PLOTS + "/" + plot.getKey() + ".svg", out -> out.write(svg));
    }
  }

  /** The rows of training and validation; none where their list or an image of it is gone. */
  private List<ListRow> learntRows(Progress progress) {
    try {
      List<ListRow> rows = run.learntRows();
      for (ListRow row : rows) {
        if (!Files.isReadable(row.file())) {
          throw new InvalidInputException(row.file() + ": can't be read any more");
        }
      }
      return rows;
    } catch (InvalidInputException e) {
      progress.say(
          "the package gets no digests of its training patients and images, so a validation can't"
              + " look for them in its list, and bf16 is compared on the golden images only: "
              + e.getMessage());
      return List.of();
    }
  }

  /** Some of the validation split, evenly spread over it. */
  private static List<Path> validationImages(List<ListRow> learnt) {
    List<ListRow> rows = learnt.stream().filter(row -> row.split() == Split.VAL).toList();
    int n = Math.min(rows.size(), VALIDATION_IMAGES);
    return IntStream.range(0, n)
        .mapToObj(i -> rows.get((int) ((long) i * rows.size() / n)).file())
        .toList();
  }

  private SavedModel graph(
      Network network, Map<String, WeightTensor> weights, Calibration calibration) {
    return new PackageGraph(
            network,
            weights,
            record.preprocessing(),
            record.data().task(),
            calibration.ordered(record.data().labels()))
        .savedModel();
  }

  private static int normalisations(Network network) {
    return (int)
        network.nodes().stream().filter(node -> node.layer() instanceof BatchNormalization).count();
  }
}
