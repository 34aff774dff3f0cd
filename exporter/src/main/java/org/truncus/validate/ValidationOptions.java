package org.truncus.validate;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.truncus.net.ExecutionOptions;
import org.truncus.problem.UsageException;

/**
 * How a validation is done.
 *
 * @param root folder that image paths start from; null for the folder of the list
 * @param split {@code train}, {@code val}, {@code test} or {@code all}; null for the test split
 *     where the list has splits, otherwise all rows
 * @param requirements to be met
 * @param prevalence by label, share of patients with the finding where the model is to work, for
 *     predictive values there; may be empty
 * @param subgroups columns of the list
 * @param replicates of the bootstrap
 * @param seed of the bootstrap, stated in the report
 * @param execution device, threads and precision
 */
public record ValidationOptions(
    Path root,
    String split,
    List<Requirement> requirements,
    Map<String, Double> prevalence,
    List<String> subgroups,
    int replicates,
    long seed,
    ExecutionOptions execution) {

  /** Replicates of the bootstrap where nobody says otherwise. */
  public static final int REPLICATES = 2000;

  /** Checks numbers and keeps unmodifiable copies. */
  public ValidationOptions {
    requirements = List.copyOf(requirements);
    prevalence = Collections.unmodifiableMap(new LinkedHashMap<>(prevalence));
    subgroups = List.copyOf(subgroups);
    prevalence.forEach(
        (label, value) -> {
          if (!(value > 0 && value < 1)) {
            throw new UsageException(
                "prevalence of " + label + " must be between 0 and 1, not " + value);
          }
        });
    if (replicates < 100) {
      throw new UsageException("a bootstrap needs 100 replicates or more, not " + replicates);
    }
  }

  /** Test split or all rows, the usual subgroups, 2000 replicates, seed 1, no requirements. */
  public static ValidationOptions standard() {
    return new ValidationOptions(
        null,
        null,
        List.of(),
        Map.of(),
        Subgroups.STANDARD,
        REPLICATES,
        1,
        ExecutionOptions.standard());
  }

  /** The same with requirements. */
  public ValidationOptions withRequirements(List<Requirement> newRequirements) {
    return new ValidationOptions(
        root, split, newRequirements, prevalence, subgroups, replicates, seed, execution);
  }

  /** The same for another split. */
  public ValidationOptions withSplit(String newSplit) {
    return new ValidationOptions(
        root, newSplit, requirements, prevalence, subgroups, replicates, seed, execution);
  }

  /** The same with another root. */
  public ValidationOptions withRoot(Path newRoot) {
    return new ValidationOptions(
        newRoot, split, requirements, prevalence, subgroups, replicates, seed, execution);
  }

  /** The same with stated prevalences. */
  public ValidationOptions withPrevalence(Map<String, Double> newPrevalence) {
    return new ValidationOptions(
        root, split, requirements, newPrevalence, subgroups, replicates, seed, execution);
  }

  /** The same with another bootstrap. */
  public ValidationOptions withBootstrap(int newReplicates, long newSeed) {
    return new ValidationOptions(
        root, split, requirements, prevalence, subgroups, newReplicates, newSeed, execution);
  }

  /** The same on another device or with other threads. */
  public ValidationOptions withExecution(ExecutionOptions newExecution) {
    return new ValidationOptions(
        root, split, requirements, prevalence, subgroups, replicates, seed, newExecution);
  }
}
