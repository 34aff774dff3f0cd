package org.truncus.validate;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.list.ListRow;
import org.truncus.list.Prediction;
import org.truncus.list.PredictionList;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PatientBootstrap;
import org.truncus.model.ModelPackage;
import org.truncus.model.ModelRunner;
import org.truncus.model.PackageManifest;
import org.truncus.model.Software;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;

/**
 * The acceptance test: scores the rows of a list with a model package, measures, judges, and writes
 * {@code report.html}, {@code report.json}, {@code predictions.csv}, {@code errors.csv} and {@code
 * plots/*.svg}.
 */
public final class Validation {

  private final ModelPackage model;
  private final TestRows tested;
  private final ValidationOptions options;
  private final Evaluator evaluator;

  private Validation(ModelPackage model, TestRows tested, ValidationOptions options) {
    this.model = model;
    this.tested = tested;
    this.options = options;
    PatientBootstrap bootstrap = new PatientBootstrap(options.replicates(), options.seed());
    this.evaluator = new Evaluator(bootstrap, options.prevalence());
  }

  /**
   * Validates a package on a list.
   *
   * @param model folder of a package
   * @param list CSV list of images with known findings
   * @param reportFolder where the report goes; files of an older report there are replaced
   * @param stop looked at between two images
   * @return what the report says
   * @throws InvalidInputException where the package or the list is invalid, or no row can be scored
   * @throws UsageException where a requirement or an option names what isn't there
   * @throws StoppedException where a stop was asked for
   */
  public static ValidationReport run(
      Path model,
      Path list,
      Path reportFolder,
      ValidationOptions options,
      Progress progress,
      StopSignal stop,
      Clock clock) {
    ModelPackage opened = ModelPackage.open(model);
    TestRows tested = TestRows.read(list, options, opened.manifest());
    Validation validation = new Validation(opened, tested, options);
    validation.check();
    int cores = Runtime.getRuntime().availableProcessors();
    int threads = options.execution().threads() == 0 ? cores : options.execution().threads();
    Scoring.Result scoring;
    try (ModelRunner runner = ModelRunner.load(opened, options.execution())) {
      scoring = new Scoring(runner, threads, clock).score(tested.rows(), progress, stop);
    }
    if (scoring.rows().isEmpty()) {
      throw new InvalidInputException(
          list
              + ": none of the "
              + tested.rows().size()
              + " images could be scored; the first: "
              + scoring.failures().get(0).message());
    }
    progress.say("computing intervals with " + options.replicates() + " bootstrap replicates");
    ValidationReport report = validation.report(scoring, clock);
    new ReportFolder(reportFolder)
        .write(report, new PredictionList(opened.manifest().labels(), scoring.predictions()));
    return report;
  }

  private void check() {
    options.requirements().forEach(requirement -> Judge.check(requirement, tested.labels()));
    for (String label : options.prevalence().keySet()) {
      if (!tested.labels().contains(label)) {
        throw new UsageException(
            "a prevalence was stated for '"
                + label
                + "'; the model and the list share the labels "
                + tested.labels());
      }
    }
  }

  private ValidationReport report(Scoring.Result scoring, Clock clock) {
    Map<String, LabelResult> labels = new LinkedHashMap<>();
    for (String label : tested.labels()) {
      labels.put(label, evaluator.full(label, sample(label, scoring.predictions()), points(label)));
    }
    Map<String, Map<String, Map<String, LabelResult>>> subgroups = new LinkedHashMap<>();
    for (String column : options.subgroups()) {
      Subgroups.of(scoring.rows(), column)
          .ifPresent(groups -> subgroups.put(column, subgroup(scoring, groups)));
    }
    double failureRate = (double) scoring.failures().size() / tested.rows().size();
    List<RequirementResult> requirements = judge(new Judge(labels, subgroups, failureRate));
    return new ValidationReport(
        clock.instant(),
        model,
        testedList(scoring, labels),
        options,
        labels,
        subgroups,
        scoring.failures(),
        requirements,
        verdict(requirements),
        Warnings.of(model.manifest(), tested, scoring, labels),
        scoring.throughput(),
        environment());
  }

  private Map<String, Map<String, LabelResult>> subgroup(
      Scoring.Result scoring, Map<String, List<Integer>> groups) {
    Map<String, Map<String, LabelResult>> results = new LinkedHashMap<>();
    groups.forEach(
        (value, indices) -> {
          List<Prediction> rows = indices.stream().map(scoring.predictions()::get).toList();
          Map<String, LabelResult> byLabel = new LinkedHashMap<>();
          for (String label : tested.labels()) {
            byLabel.put(label, evaluator.brief(label, sample(label, rows), points(label)));
          }
          results.put(value, byLabel);
        });
    return results;
  }

  private LabelSample sample(String label, List<Prediction> rows) {
    PackageManifest manifest = model.manifest();
    return LabelSample.of(
        new PredictionList(manifest.labels(), rows), manifest.labels().indexOf(label));
  }

  private List<OperatingPoint> points(String label) {
    return model.manifest().operatingPoints().stream()
        .filter(point -> point.label().equals(label))
        .toList();
  }

  private List<RequirementResult> judge(Judge judge) {
    List<RequirementResult> results = new ArrayList<>();
    options.requirements().forEach(requirement -> results.add(judge.judge(requirement)));
    if (!results.isEmpty() && tested.seenInTraining() > 0) {
      results.add(
          new RequirementResult(
              "rows used in training == 0",
              tested.seenInTraining(),
              false,
              "added by Truncus: rows a model has learnt from can't accept it"));
    }
    return results;
  }

  private static Verdict verdict(List<RequirementResult> requirements) {
    if (requirements.isEmpty()) {
      return Verdict.NONE;
    }
    return requirements.stream().allMatch(RequirementResult::met) ? Verdict.PASS : Verdict.FAIL;
  }

  private ValidationReport.TestedList testedList(
      Scoring.Result scoring, Map<String, LabelResult> labels) {
    Map<String, Long> positives = new LinkedHashMap<>();
    labels.forEach((label, result) -> positives.put(label, result.positives()));
    return new ValidationReport.TestedList(
        tested.list().path().getFileName().toString(),
        tested.list().sha256(),
        tested.split(),
        tested.list().rows().size(),
        tested.rows().size(),
        tested.rows().stream().map(ListRow::patientId).distinct().count(),
        scoring.rows().size(),
        positives,
        tested.seenInTraining(),
        tested.overlap());
  }

  private Map<String, String> environment() {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("Truncus", Software.version());
    environment.put("Java", Runtime.version().toString());
    environment.put(
        "Operating system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    environment.put("Processors", Integer.toString(Runtime.getRuntime().availableProcessors()));
    environment.put(
        "Execution",
        "device "
            + options.execution().device().name().toLowerCase(Locale.ROOT)
            + ", "
            + options.execution().precision().name().toLowerCase(Locale.ROOT));
    return environment;
  }
}
