package org.truncus.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.JdbiException;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.gateway.inbox.Intake;
import org.truncus.gateway.inbox.StatusCounts;
import org.truncus.gateway.inbox.StoreTimes;
import org.truncus.gateway.infer.ScoringWorker;
import org.truncus.gateway.web.Vitals;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.WorkLoop;

/** Looks at the parts of a running gateway. */
record GatewayVitals(
    Database database,
    Intake intake,
    StatusCounts counts,
    StoreTimes times,
    DicomListener listener,
    List<WorkLoop> loops,
    Optional<ScoringWorker> scoring,
    Optional<TlsIdentity> tls)
    implements Vitals {

  @Override
  public List<String> troubles() {
    List<String> troubles = new ArrayList<>();
    if (!listener.accepting()) {
      troubles.add("the DICOM port takes no connections");
    }
    if (intake.disk().low()) {
      troubles.add("the disk is nearly full: input is refused");
    }
    if (intake.queue().isFull()) {
      troubles.add("too many studies wait for a model: input is refused");
    }
    loops.stream()
        .filter(loop -> !loop.alive())
        .forEach(loop -> troubles.add("the thread " + loop.name() + " has died"));
    scoring
        .filter(ScoringWorker::stuck)
        .ifPresent(
            worker ->
                troubles.add(worker.hanging() + " threads hang in a model: restart the gateway"));
    tls.flatMap(TlsIdentity::trouble).ifPresent(troubles::add);
    try {
      database.transact(handle -> handle.execute("select 1"));
    } catch (JdbiException e) {
      troubles.add("the database doesn't answer");
    }
    return troubles;
  }

  @Override
  public long instancesTaken() {
    return counts.taken();
  }

  @Override
  public long instancesRefused() {
    return counts.refused();
  }

  @Override
  public double storeSeconds(double share) {
    return times.quantile(share);
  }

  @Override
  public double diskUsed() {
    return intake.disk().used();
  }

  @Override
  public boolean refusing() {
    return intake.congested();
  }

  @Override
  public OptionalLong tlsDaysLeft() {
    return tls.map(TlsIdentity::daysLeft).orElse(OptionalLong.empty());
  }

  @Override
  public int associations() {
    return listener.associations().size();
  }
}
