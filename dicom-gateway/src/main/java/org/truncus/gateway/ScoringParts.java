package org.truncus.gateway;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.truncus.gateway.infer.FailureReports;
import org.truncus.gateway.infer.ModelParts;
import org.truncus.gateway.infer.ReportDesk;
import org.truncus.gateway.infer.RunEnds;
import org.truncus.gateway.infer.RunWork;
import org.truncus.gateway.infer.ScoringWorker;
import org.truncus.gateway.infer.StudyScorer;
import org.truncus.gateway.report.ReportDevice;
import org.truncus.gateway.work.Backoff;
import org.truncus.gateway.work.ObjectFiles;
import org.truncus.gateway.work.Recovery;

/** Puts together what scores studies. */
record ScoringParts(
    GatewayConfig config,
    Tables tables,
    Recovery recovery,
    Backoff backoff,
    ReportDevice device,
    List<StudyScorer> scorers) {

  /** Starts the threads and returns the worker that they share. */
  ScoringWorker start(Stack parts, Loops loops) {
    ReportDesk reports =
        new ReportDesk(
            new ObjectFiles(tables.folder()),
            tables.database(),
            tables.outbox(),
            config.sendTo(),
            device,
            tables.clock());
    RunEnds ends =
        new RunEnds(
            tables.database(),
            tables.studies(),
            tables.runs(),
            tables.audit(),
            reports,
            recovery,
            backoff,
            config.retries().maxAttempts(),
            tables.clock());
    ModelParts models =
        new ModelParts(tables.database(), tables.folder(), reports, ends, config.work().batch());
    Map<String, RunWork> works =
        scorers.stream()
            .map(scorer -> parts.push(models.of(scorer, config.work().batchWait())))
            .collect(
                Collectors.toMap(RunWork::model, Function.identity(), (a, b) -> a, TreeMap::new));
    GatewayConfig.Work work = config.work();
    ScoringWorker worker =
        parts.push(
            new ScoringWorker(
                tables.database(),
                tables.runs(),
                works,
                ends,
                work.imageTimeout(),
                work.workers()));
    FailureReports failures = new FailureReports(tables.database(), tables.runs(), works);
    for (int i = 1; i <= work.workers(); i++) {
      loops.start("score-" + i, worker::step);
    }
    loops.start("explain-failures", failures::step);
    return worker;
  }
}
