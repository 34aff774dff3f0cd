/**
 * Many runs as one experiment: a specification in YAML becomes {@linkplain
 * org.truncus.experiment.Cell cells}, each a run folder whose name is the digest of what decides
 * its result; runners train those that aren't there yet, here or in worker processes; the results
 * become tables. Training itself is in {@code train}.
 *
 * <p>From Java: {@link org.truncus.experiment.CellPlanner} makes cells of configurations and
 * refuses impossible ones all at once, a {@link org.truncus.experiment.CellRunner} runs them, and a
 * {@link org.truncus.experiment.CellStore} has their results.
 */
package org.truncus.experiment;
