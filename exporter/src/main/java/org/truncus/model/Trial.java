package org.truncus.model;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.tensorflow.proto.SavedModel;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.image.FloatImage;
import org.truncus.image.ImageReader;
import org.truncus.net.CpuFeatures;
import org.truncus.net.ExecutionOptions;
import org.truncus.train.Precision;

/**
 * Tries a graph before it is published: its golden vectors, what folding changed, and its forms.
 *
 * @param manifest what is being written
 * @param golden the decoded golden images
 * @param names their file names
 * @param validation files of the validation split, read one after the other whenever they are
 *     scored, since many decoded radiographs would fill the memory
 */
record Trial(
    PackageManifest manifest, List<FloatImage> golden, List<String> names, List<Path> validation) {

  /** Tolerances of fp32: what other instruction sets and threads do to the last bits, and more. */
  static final double LOGIT_TOLERANCE = 1e-3;

  static final double PROBABILITY_TOLERANCE = 1e-4;

  /** Another processor may round bfloat16 elsewhere, so its tolerance is wide. */
  private static final double BF16_ALLOWANCE = 4;

  private static final double LEAST_BF16_LOGIT_TOLERANCE = 0.1;
  private static final double LEAST_BF16_PROBABILITY_TOLERANCE = 0.02;

  /**
   * A trial with golden images on disk.
   *
   * @param folder with the images
   * @param validation more images, scored for the differences only
   */
  static Trial of(
      PackageManifest manifest, Path folder, Collection<String> names, List<Path> validation) {
    List<FloatImage> golden =
        names.stream().map(name -> image(manifest, folder.resolve(name))).toList();
    return new Trial(manifest, golden, List.copyOf(names), List.copyOf(validation));
  }

  private static FloatImage image(PackageManifest manifest, Path file) {
    return new ImageReader(manifest.input().pixels())
        .read(file)
        .image()
        .withChannels(manifest.input().channels());
  }

  /** The scores of the graph in fp32. */
  TrialRun run(SavedModel model) {
    return run(model, Precision.FP32);
  }

  private TrialRun run(SavedModel model, Precision precision) {
    return TrialRun.of(
        model, golden, validation.stream().map(file -> image(manifest, file)), options(precision));
  }

  /** What every loader must find. */
  List<GoldenVector> vectors(TrialRun fp32) {
    List<GoldenVector> vectors = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      FloatImage image = golden.get(i);
      Scores scores = fp32.scores().get(i);
      vectors.add(
          new GoldenVector(
              names.get(i),
              image.height(),
              image.width(),
              GoldenReplay.mean(image),
              scores.logits(),
              scores.probabilities()));
    }
    return vectors;
  }

  /** The graph as trained against the exported one. */
  Assurance.Folding folding(SavedModel asTrained, int folded, int kept, TrialRun exported) {
    TrialRun before = TrialRun.of(asTrained, golden, Stream.empty(), options(Precision.FP32));
    return new Assurance.Folding(
        folded,
        kept,
        exported.maxLogitDifference(before, names.size()),
        exported.maxProbabilityDifference(before, names.size()),
        before.millis(),
        exported.millis());
  }

  /** The forms, fp32 first. */
  List<Form> forms(SavedModel model, TrialRun fp32) {
    Form first =
        new Form(
            Precision.FP32, null, measured(fp32, fp32, LOGIT_TOLERANCE, PROBABILITY_TOLERANCE));
    Optional<String> objection = CpuFeatures.ofThisMachine().bf16Objection();
    return List.of(
        first,
        objection.map(o -> Form.unavailable(Precision.BF16, o)).orElseGet(() -> bf16(model, fp32)));
  }

  private Form bf16(SavedModel model, TrialRun fp32) {
    TrialRun run = run(model, Precision.BF16);
    double logits = run.maxLogitDifference(fp32, names.size());
    double probabilities = run.maxProbabilityDifference(fp32, names.size());
    if (logits == 0) {
      return Form.unavailable(Precision.BF16, "oneDNN left the graph as it is");
    }
    return new Form(
        Precision.BF16,
        null,
        measured(
            run,
            fp32,
            Math.max(LEAST_BF16_LOGIT_TOLERANCE, BF16_ALLOWANCE * logits),
            Math.max(LEAST_BF16_PROBABILITY_TOLERANCE, BF16_ALLOWANCE * probabilities)));
  }

  private Form.Measured measured(
      TrialRun run, TrialRun fp32, double logitTolerance, double probabilityTolerance) {
    int all = golden.size() + validation.size();
    int[] decisions = decisions(run, fp32);
    return new Form.Measured(
        all,
        validation.size(),
        run.maxLogitDifference(fp32, all),
        run.maxProbabilityDifference(fp32, all),
        run.meanProbabilityDifference(fp32),
        decisions[0],
        decisions[1],
        logitTolerance,
        probabilityTolerance,
        run.millis(),
        cpu());
  }

  /** How many decisions there are, and how many differ. */
  private int[] decisions(TrialRun run, TrialRun fp32) {
    int[] counts = new int[2];
    for (int l = 0; l < manifest.labels().size(); l++) {
      Optional<OperatingPoint> point = manifest.operatingPoint(manifest.labels().get(l));
      for (int i = 0; point.isPresent() && i < run.scores().size(); i++) {
        boolean mine = point.get().positive(run.scores().get(i).probabilities()[l]);
        boolean other = point.get().positive(fp32.scores().get(i).probabilities()[l]);
        counts[0]++;
        counts[1] += mine == other ? 0 : 1;
      }
    }
    return counts;
  }

  private static String cpu() {
    String model = CpuFeatures.ofThisMachine().model();
    int threads = Runtime.getRuntime().availableProcessors();
    return (model.isEmpty() ? System.getProperty("os.arch") : model) + ", " + threads + " threads";
  }

  private static ExecutionOptions options(Precision precision) {
    return new ExecutionOptions(ExecutionOptions.Device.CPU, 0, precision.execution());
  }
}
