package org.truncus.validate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.truncus.calibrate.OperatingPoint;
import org.truncus.list.ListRow;
import org.truncus.list.PredictionList;
import org.truncus.metric.LabelSample;
import org.truncus.metric.PatientBootstrap;
import org.truncus.model.ModelPackage;
import org.truncus.model.PackageManifest;
import org.truncus.model.Software;
import org.truncus.progress.Progress;

/**
 * Measures and judges what was scored.
 *
 * @param model what was tried
 * @param tested on what
 * @param options how
 * @param overlap what the rows share with the training
 */
record ReportBuilder(
    ModelPackage model,
    TestRows tested,
    ValidationOptions options,
    TrainingOverlap overlap,
    Progress progress) {

  ValidationReport report(
      Scoring.Result scoring,
      Repeatability repeated,
      int golden,
      List<RivalResult> rivals,
      Instant at) {
    Map<String, Map<String, List<Integer>>> groups = new LinkedHashMap<>();
    for (String column : options.subgroups().columns()) {
      Subgroups.of(scoring.rows(), column, options.subgroups().ageBands())
          .ifPresent(found -> groups.put(column, found));
    }
    Map<String, LabelResult> labels = new LinkedHashMap<>();
    Map<String, Map<String, Map<String, LabelResult>>> subgroups = new LinkedHashMap<>();
    measure(scoring, groups)
        .forEach(
            (label, measured) -> {
              labels.put(label, measured.whole());
              sort(label, measured.groups(), groups, subgroups);
            });
    double failureRate = (double) scoring.failures().size() / tested.rows().size();
    Map<Metric, Double> whole =
        Judge.whole(failureRate, scoring.throughput(), overlap.rows(), repeated, golden);
    List<RequirementResult> requirements = judge(new Judge(labels, subgroups, whole));
    return new ValidationReport(
        at,
        model,
        testedList(scoring, labels),
        Flow.of(tested, scoring, model.manifest().validDomain().views()),
        overlap,
        options,
        labels,
        subgroups,
        rivals,
        scoring.failures(),
        requirements,
        Verdict.of(requirements),
        Warnings.of(model.manifest(), tested, scoring, overlap, labels),
        scoring.throughput(),
        repeated,
        golden,
        environment());
  }

  /**
   * What was found of one label.
   *
   * @param groups of all columns, behind each other
   */
  private record Measured(LabelResult whole, List<LabelResult> groups) {}

  private Map<String, Measured> measure(
      Scoring.Result scoring, Map<String, Map<String, List<Integer>>> groups) {
    Evaluator evaluator =
        new Evaluator(new PatientBootstrap(options.replicates(), options.seed()), options);
    try (Progress.Task task = progress.begin("resampling patients", tested.labels().size())) {
      return LabelWork.each(
          tested.labels(),
          label -> {
            LabelSample sample = sample(label, scoring);
            LabelResult whole = evaluator.full(label, sample, points(label));
            return new Measured(whole, divide(label, sample, scoring, groups, evaluator));
          },
          task);
    }
  }

  /** All groups of all columns of one label, from one set of resamples. */
  private List<LabelResult> divide(
      String label,
      LabelSample sample,
      Scoring.Result scoring,
      Map<String, Map<String, List<Integer>>> groups,
      Evaluator evaluator) {
    if (groups.isEmpty()) {
      return List.of();
    }
    int[] place = places(label, scoring);
    List<int[]> rows = new ArrayList<>();
    groups.values().forEach(column -> column.values().forEach(of -> rows.add(known(of, place))));
    return evaluator.groups(label, sample, rows, points(label));
  }

  /** Puts the groups of one label under their columns and values. */
  private static void sort(
      String label,
      List<LabelResult> results,
      Map<String, Map<String, List<Integer>>> groups,
      Map<String, Map<String, Map<String, LabelResult>>> subgroups) {
    int next = 0;
    for (Map.Entry<String, Map<String, List<Integer>>> column : groups.entrySet()) {
      for (String value : column.getValue().keySet()) {
        subgroups
            .computeIfAbsent(column.getKey(), c -> new LinkedHashMap<>())
            .computeIfAbsent(value, v -> new LinkedHashMap<>())
            .put(label, results.get(next++));
      }
    }
  }

  /** For each scored row its place in the sample of a label, -1 where its finding isn't known. */
  private int[] places(String label, Scoring.Result scoring) {
    int l = model.manifest().labels().indexOf(label);
    int[] places = new int[scoring.rows().size()];
    int next = 0;
    for (int i = 0; i < places.length; i++) {
      places[i] = Float.isNaN(scoring.predictions().get(i).targets()[l]) ? -1 : next++;
    }
    return places;
  }

  private static int[] known(List<Integer> rows, int[] places) {
    return rows.stream().mapToInt(row -> places[row]).filter(place -> place >= 0).toArray();
  }

  private LabelSample sample(String label, Scoring.Result scoring) {
    PackageManifest manifest = model.manifest();
    return LabelSample.of(
        new PredictionList(manifest.labels(), scoring.predictions()),
        manifest.labels().indexOf(label));
  }

  private List<OperatingPoint> points(String label) {
    return model.manifest().operatingPoints().stream()
        .filter(point -> point.label().equals(label))
        .toList();
  }

  private List<RequirementResult> judge(Judge judge) {
    List<RequirementResult> results = new ArrayList<>();
    options.requirements().forEach(requirement -> results.add(judge.judge(requirement)));
    if (!results.isEmpty() && overlap.rows() > 0) {
      results.add(
          new RequirementResult(
              "seenInTraining == 0",
              "added by Truncus",
              overlap.rows(),
              Verdict.FAIL,
              "rows a model has learnt from can't accept it"));
    }
    return results;
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
        Math.toIntExact(overlap.rows()),
        overlap.words());
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
