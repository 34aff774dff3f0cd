package org.truncus.validate;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.model.Trust;
import org.truncus.net.ExecutionOptions;
import org.truncus.problem.UsageException;

/**
 * How a validation is done. Start from {@link #standard} and change single settings with the {@code
 * with…} methods.
 *
 * @param root folder that image paths start from; null for the folder of the list
 * @param split {@code train}, {@code val}, {@code test} or {@code all}; null for the test split
 *     where the list has splits, otherwise all rows
 * @param requirements to be met
 * @param prevalence by label, or for all labels under the empty name, share of patients with the
 *     finding where the model is to work, for predictive values there; may be empty
 * @param subgroups how the rows are divided
 * @param replicates of the bootstrap
 * @param seed of the bootstrap, stated in the report
 * @param repeats how many images are scored a second time
 * @param rivals what else is tried on the same rows
 * @param pdf whether the page is written as {@code report.pdf}, too
 * @param execution device, threads and precision
 * @param trust who must have signed the packages, the rivals too
 */
public record ValidationOptions(
    Path root,
    String split,
    List<Requirement> requirements,
    Map<String, Double> prevalence,
    Grouping subgroups,
    int replicates,
    long seed,
    int repeats,
    Rivals rivals,
    boolean pdf,
    ExecutionOptions execution,
    Trust trust) {

  /** Replicates of the bootstrap where nobody says otherwise. */
  public static final int REPLICATES = 2000;

  /** Images that are scored twice where nobody says otherwise. */
  public static final int REPEATS = 50;

  /** The prevalence of every label that has none of its own. */
  public static final String EVERY_LABEL = "";

  /**
   * How rows are divided.
   *
   * @param columns of the list; those it lacks are left out
   * @param ageBands ages at which a band begins, rising
   * @param sufficient positive, and negative, rows that a group needs to be judged
   */
  public record Grouping(List<String> columns, List<Integer> ageBands, int sufficient) {

    /** Checks the numbers and keeps copies. */
    public Grouping {
      columns = List.copyOf(columns);
      ageBands = List.copyOf(ageBands);
      for (int i = 0; i < ageBands.size(); i++) {
        if (ageBands.get(i) <= (i == 0 ? 0 : ageBands.get(i - 1))) {
          throw new UsageException(
              "age bands begin at rising ages above 0, such as 18,40,60,80; found " + ageBands);
        }
      }
      if (sufficient < 1) {
        throw new UsageException("a group needs 1 row or more to suffice, not " + sufficient);
      }
    }

    /** Site, view, sex and age in the usual bands; 30 rows of either kind. */
    public static Grouping standard() {
      return new Grouping(Subgroups.STANDARD, Subgroups.BANDS, LabelResult.SUFFICIENT);
    }
  }

  /**
   * What else is tried on the same rows.
   *
   * @param models other packages
   * @param list the same images in another form; null for none
   * @param by column that joins the two lists
   * @param precisions other arithmetic
   */
  public record Rivals(
      List<Path> models, Path list, String by, List<ExecutionOptions.Precision> precisions) {

    /** Keeps copies. */
    public Rivals {
      models = List.copyOf(models);
      precisions = List.copyOf(precisions);
    }

    /** Nothing else. */
    public static Rivals none() {
      return new Rivals(List.of(), null, "image", List.of());
    }
  }

  /** Checks numbers and keeps unmodifiable copies. */
  public ValidationOptions {
    requirements = List.copyOf(requirements);
    prevalence = Collections.unmodifiableMap(new LinkedHashMap<>(prevalence));
    prevalence.forEach(
        (label, value) -> {
          if (!(value > 0 && value < 1)) {
            throw new UsageException(
                "--prevalence "
                    + (label.isEmpty() ? "" : label + "=")
                    + value
                    + ": expected a share between 0 and 1");
          }
        });
    if (replicates < 100) {
      throw new UsageException("a bootstrap needs 100 replicates or more, not " + replicates);
    }
    if (repeats < 0) {
      throw new UsageException("the images to score twice can't be " + repeats);
    }
  }

  /**
   * Test split or all rows, the usual subgroups, 2000 replicates, seed 1, no requirements,
   * anybody's packages.
   */
  public static ValidationOptions standard() {
    return new ValidationOptions(
        null,
        null,
        List.of(),
        Map.of(),
        Grouping.standard(),
        REPLICATES,
        1,
        REPEATS,
        Rivals.none(),
        false,
        ExecutionOptions.standard(),
        Trust.anybody());
  }

  /** The prevalence stated for a label; NaN for none. */
  public double prevalenceOf(String label) {
    Double own = prevalence.get(label);
    Double every = prevalence.get(EVERY_LABEL);
    return own != null ? own : every != null ? every : Double.NaN;
  }

  /** Rows of either kind that a group needs. */
  int sufficient() {
    return subgroups.sufficient();
  }

  /** With requirements. */
  public ValidationOptions withRequirements(List<Requirement> other) {
    Draft draft = new Draft(this);
    draft.requirements = other;
    return draft.options();
  }

  /** Of another split. */
  public ValidationOptions withSplit(String other) {
    Draft draft = new Draft(this);
    draft.split = other;
    return draft.options();
  }

  /** With another root. */
  public ValidationOptions withRoot(Path other) {
    Draft draft = new Draft(this);
    draft.root = other;
    return draft.options();
  }

  /** With stated prevalences. */
  public ValidationOptions withPrevalence(Map<String, Double> other) {
    Draft draft = new Draft(this);
    draft.prevalence = other;
    return draft.options();
  }

  /** With other subgroups. */
  public ValidationOptions withSubgroups(Grouping other) {
    Draft draft = new Draft(this);
    draft.subgroups = other;
    return draft.options();
  }

  /** With another bootstrap. */
  public ValidationOptions withBootstrap(int otherReplicates, long otherSeed) {
    Draft draft = new Draft(this);
    draft.replicates = otherReplicates;
    draft.seed = otherSeed;
    return draft.options();
  }

  /** With something else beside it. */
  public ValidationOptions withRivals(Rivals other) {
    Draft draft = new Draft(this);
    draft.rivals = other;
    return draft.options();
  }

  /** With or without a PDF. */
  public ValidationOptions withPdf(boolean other) {
    Draft draft = new Draft(this);
    draft.pdf = other;
    return draft.options();
  }

  /** On another device or with other threads. */
  public ValidationOptions withExecution(ExecutionOptions other) {
    Draft draft = new Draft(this);
    draft.execution = other;
    return draft.options();
  }

  /** Of packages that these keys signed. */
  public ValidationOptions withTrust(Trust other) {
    Draft draft = new Draft(this);
    draft.trust = other;
    return draft.options();
  }

  /** A copy of the options while one of them changes. */
  private static final class Draft {
    private Path root;
    private String split;
    private List<Requirement> requirements;
    private Map<String, Double> prevalence;
    private Grouping subgroups;
    private int replicates;
    private long seed;
    private int repeats;
    private Rivals rivals;
    private boolean pdf;
    private ExecutionOptions execution;
    private Trust trust;

    Draft(ValidationOptions of) {
      root = of.root;
      split = of.split;
      requirements = of.requirements;
      prevalence = of.prevalence;
      subgroups = of.subgroups;
      replicates = of.replicates;
      seed = of.seed;
      repeats = of.repeats;
      rivals = of.rivals;
      pdf = of.pdf;
      execution = of.execution;
      trust = of.trust;
    }

    ValidationOptions options() {
      return new ValidationOptions(
          root,
          split,
          requirements,
          prevalence,
          subgroups,
          replicates,
          seed,
          repeats,
          rivals,
          pdf,
          execution,
          trust);
    }
  }
}
