package org.truncus.validate;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.list.ListRow;
import org.truncus.list.PredictionList;
import org.truncus.model.ModelPackage;
import org.truncus.model.ModelRunner;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UsageException;
import org.truncus.progress.Progress;
import org.truncus.progress.StopSignal;

/**
 * The acceptance test: scores the rows of a list with a model package, measures, judges, and writes
 * {@code report.html}, {@code report.json}, {@code model_card.md}, {@code baseline.json}, {@code
 * predictions.csv}, {@code cases.csv}, {@code errors.csv} and {@code plots/*.svg}. Stopped or
 * killed, it goes on where it was when it is started again in the same way.
 */
public final class Validation {

  private final ModelPackage model;
  private final List<ModelPackage> rivals;
  private final TestRows tested;
  private final Path list;
  private final Path folder;
  private final ValidationOptions options;
  private final Progress progress;
  private final StopSignal stop;
  private final Clock clock;
  private final List<ScoreJournal> journals = new ArrayList<>();

  private Validation(
      Path model,
      Path list,
      Path folder,
      ValidationOptions options,
      Progress progress,
      StopSignal stop,
      Clock clock) {
    this.model = ModelPackage.open(model, options.trust());
    this.rivals =
        options.rivals().models().stream()
            .map(rival -> ModelPackage.open(rival, options.trust()))
            .toList();
    this.list = list;
    this.folder = folder;
    this.options = options;
    this.progress = progress;
    this.stop = stop;
    this.clock = clock;
    this.tested = TestRows.read(list, options, this.model.manifest());
  }

  /**
   * Validates a package on a list. Every package is opened once, before anything is read of the
   * list, and what was opened is what is scored with: see {@link ModelRunner#load}.
   *
   * @param model folder of a package
   * @param list CSV list of images with known findings
   * @param reportFolder where the report goes; files of an older report there are replaced
   * @param stop looked at between two images
   * @return what the report says
   * @throws InvalidInputException where a package or the list is invalid, or no row can be scored
   * @throws UsageException where a requirement or an option names what isn't there
   * @throws StoppedException where a stop was asked for; what was scored is kept
   */
  public static ValidationReport run(
      Path model,
      Path list,
      Path reportFolder,
      ValidationOptions options,
      Progress progress,
      StopSignal stop,
      Clock clock) {
    return new Validation(model, list, reportFolder, options, progress, stop, clock).run();
  }

  private ValidationReport run() {
    check();
    RivalRuns runs = new RivalRuns(model, rivals, tested, list, options);
    TrainingOverlap overlap = TrainingOverlap.of(model, tested, progress);
    Scoring.Result scoring;
    Repeatability repeated;
    int golden;
    try (ModelRunner runner = ModelRunner.load(model, options.execution())) {
      Scoring scores = new Scoring(runner, threads(), clock);
      scoring = score(scores, model, tested.rows(), options.execution().precision().name());
      requireSome(scoring);
      golden = runner.golden().vectors();
      repeated = scores.repeat(scoring, options.repeats(), progress);
    }
    List<RivalResult> compared = runs.compare(scoring, this::scored);
    progress.say("computing intervals with " + options.replicates() + " bootstrap replicates");
    Instant at = clock.instant();
    ValidationReport report =
        new ReportBuilder(model, tested, options, overlap, progress)
            .report(scoring, repeated, golden, compared, at);
    new ReportFolder(folder)
        .write(
            report,
            new PredictionList(model.manifest().labels(), scoring.predictions()),
            scoring.rows(),
            Baseline.of(model, tested.list().sha256(), scoring, at));
    journals.forEach(ScoreJournal::delete);
    return report;
  }

  private void requireSome(Scoring.Result scoring) {
    if (scoring.rows().isEmpty()) {
      throw new InvalidInputException(
          list
              + ": none of the "
              + tested.rows().size()
              + " images could be scored; the first: "
              + scoring.failures().get(0).message());
    }
  }

  /** Scores rows with another package or in another way. */
  private Scoring.Result scored(RivalRuns.Run rival) {
    try (ModelRunner runner = ModelRunner.load(rival.model(), rival.execution())) {
      progress.say("beside it: " + rival.name());
      return score(
          new Scoring(runner, threads(), clock),
          rival.model(),
          rival.rows(),
          rival.execution().precision().name() + " " + rival.images());
    }
  }

  private Scoring.Result score(
      Scoring scoring, ModelPackage scored, List<ListRow> rows, String manner) {
    Map<String, Object> work = new LinkedHashMap<>();
    work.put("schemaVersion", 1);
    work.put("model", scored.sha256());
    work.put("list", tested.list().sha256());
    work.put("root", options.root() == null ? "" : options.root().toString());
    work.put("split", tested.split());
    work.put("rows", rows.size());
    work.put("manner", manner);
    Path file = folder.resolve("scores-" + (journals.size() + 1) + ".partial");
    try (ScoreJournal journal = ScoreJournal.open(file, work)) {
      journals.add(journal);
      return scoring.score(rows, journal, progress, stop);
    }
  }

  private int threads() {
    int cores = Runtime.getRuntime().availableProcessors();
    return options.execution().threads() == 0 ? cores : options.execution().threads();
  }

  private void check() {
    options.requirements().forEach(requirement -> Judge.check(requirement, tested.labels()));
    for (String label : options.prevalence().keySet()) {
      if (!label.equals(ValidationOptions.EVERY_LABEL) && !tested.labels().contains(label)) {
        throw new UsageException(
            "a prevalence was stated for '"
                + label
                + "'; the model and the list share the labels "
                + tested.labels());
      }
    }
  }
}
