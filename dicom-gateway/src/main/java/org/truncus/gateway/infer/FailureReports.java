package org.truncus.gateway.infer;

import java.io.IOException;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.Failures;
import org.truncus.gateway.work.RunRow;
import org.truncus.gateway.work.RunTable;

/**
 * Writes the results of runs that failed for good, which say that and nothing of a finding. For one
 * thread.
 */
public final class FailureReports {

  private static final Logger LOG = LoggerFactory.getLogger(FailureReports.class);
  private static final int MOST = 100;

  private final Database database;
  private final RunTable runs;
  private final Map<String, RunWork> works;
  private final Set<Long> inexplicable = new HashSet<>();

  /** Of these models. */
  public FailureReports(Database database, RunTable runs, Map<String, RunWork> works) {
    this.database = database;
    this.runs = runs;
    this.works = Map.copyOf(works);
  }

  /** Writes what is missing. Returns whether there was anything. */
  public boolean step() {
    boolean any = false;
    for (RunRow run :
        database.transact(handle -> runs.failedSilently(handle, works.keySet(), MOST))) {
      if (!inexplicable.contains(run.id())) {
        explain(run);
        any = true;
      }
    }
    return any;
  }

  private void explain(RunRow run) {
    try {
      works.get(run.model()).explain(run);
    } catch (IOException | RuntimeException e) {
      inexplicable.add(run.id());
      LOG.error(
          "study {}: {} failed and no result can say so: {}",
          run.studyUid(),
          run.model(),
          Failures.describe(e));
    }
  }
}
