package org.truncus.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BooleanSupplier;
import org.jdbi.v3.core.Handle;
import org.truncus.dicom.UID;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;
import org.truncus.gateway.commit.CommitmentAsker;
import org.truncus.gateway.commit.CommitmentDesk;
import org.truncus.gateway.commit.CommitmentTeller;
import org.truncus.gateway.deliver.DeliveryRule;
import org.truncus.gateway.deliver.DeliveryWorker;
import org.truncus.gateway.deliver.OutboxRow;
import org.truncus.gateway.deliver.OutboxTable;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.TlsEndpoint;
import org.truncus.gateway.dimse.Transports;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.gateway.inbox.DiskGuard;
import org.truncus.gateway.inbox.Inbox;
import org.truncus.gateway.infer.Eligibility;
import org.truncus.gateway.infer.ReportDesk;
import org.truncus.gateway.infer.ScoringWorker;
import org.truncus.gateway.infer.StudyScorer;
import org.truncus.gateway.report.ReportDevice;
import org.truncus.gateway.web.ModelView;
import org.truncus.gateway.web.StudyDesk;
import org.truncus.gateway.web.WebServices;
import org.truncus.gateway.work.Backoff;
import org.truncus.gateway.work.CompletionRule;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.Lease;
import org.truncus.gateway.work.Recovery;
import org.truncus.gateway.work.RunTable;
import org.truncus.gateway.work.StudyCloser;
import org.truncus.gateway.work.StudyProgress;
import org.truncus.gateway.work.StudyRow;
import org.truncus.gateway.work.StudyTable;
import org.truncus.gateway.work.WorkLoop;

/** Puts the parts of a gateway together. Everything that must be closed goes on the given stack. */
final class Machinery {

  private static final Duration LEASE = Duration.ofMinutes(10);
  private static final Duration REST = Duration.ofMillis(200);
  private static final Duration COMMITMENT_PAUSE = Duration.ofSeconds(2);
  private static final Duration HOUSEKEEPING = Duration.ofSeconds(60);

  private final GatewayConfig config;
  private final Clock clock;
  private final List<StudyScorer> scorers;
  private final Stack parts;
  private final DataFolder folder;
  private final Database database;
  private final StudyTable studies;
  private final RunTable runs;
  private final OutboxTable outbox;
  private final AuditLog audit;
  private final Backoff backoff;
  private final Recovery recovery;
  private final DiskGuard disk;
  private final Inbox inbox;
  private final ReportDevice device;
  private final List<WorkLoop> loops = new ArrayList<>();
  private final Optional<TlsIdentity> tls;
  private final CommitmentDesk commitments;

  Machinery(GatewayConfig config, Clock clock, List<StudyScorer> scorers, Stack parts) {
    this.config = config;
    this.clock = clock;
    this.scorers = scorers;
    this.parts = parts;
    this.tls = config.dicom().tls().map(options -> TlsIdentity.open(options, clock));
    this.folder = parts.push(DataFolder.open(config.data()));
    this.database =
        parts.push(
            config.database().map(Database::open).orElseGet(() -> Database.embedded(folder)));
    Lease lease = new Lease(folder.gatewayId(), LEASE);
    GatewayConfig.Timing timing = config.timing();
    this.studies =
        new StudyTable(
            clock, new CompletionRule(timing.quiet(), timing.releaseQuiet(), timing.maxAge()));
    this.runs = new RunTable(clock, lease);
    this.outbox = new OutboxTable(clock, lease);
    this.audit = new AuditLog(clock);
    this.backoff = new Backoff(config.retries().base(), config.retries().cap(), new Random());
    this.recovery = new Recovery(database, studies, runs, config.retries().maxAttempts(), clock);
    this.disk = new DiskGuard(folder::freeBytes, config.limits().minFree());
    this.device = device(folder.gatewayId(), config.aeTitle());
    this.inbox = new Inbox(folder, database, studies, audit, disk, device.observerUID(), clock);
    this.commitments = new CommitmentDesk(database, folder, outbox, studies, audit, clock);
  }

  Inbox inbox() {
    return inbox;
  }

  CommitmentDesk commitments() {
    return commitments;
  }

  ListenOptions listenOptions() {
    List<AcceptRule> accept = new ArrayList<>(config.acceptFrom());
    if (config.insecureAcceptAny()) {
      accept.add(AcceptRule.parse(AcceptRule.ANY_TITLE));
    }
    List<String> titles = new ArrayList<>(List.of(config.aeTitle()));
    titles.addAll(config.dicom().aliases());
    DicomSettings dicom = config.dicom();
    ListenOptions options =
        ListenOptions.of(config.aeTitle(), Math.max(0, config.dicomPort()), accept)
            .withAeTitles(titles)
            .withAssociationLimits(dicom.maxAssociations(), dicom.maxAssociationsPerPeer());
    if (dicom.tlsPort().isPresent()) {
      options = options.withTls(new TlsEndpoint(dicom.tlsPort().getAsInt(), tls.orElseThrow()));
    }
    if (config.dicomPort() == ListenOptions.NO_PORT) {
      options = options.withoutPlainPort();
    }
    return options
        .withBindAddress(config.bind())
        .withTransferSyntaxes(Eligibility.DECODABLE)
        .withMaxObjectBytes(config.limits().maxInstance());
  }

  /** Puts abandoned work back, then starts the threads. */
  void startLoops() {
    List<String> models = scorers.stream().map(StudyScorer::id).toList();
    recovery.recover(true);
    database.transact(handle -> outbox.release(handle, true));
    parkOrphans(models);
    ScoringWorker scoring =
        new ScoringWorker(
            database,
            studies,
            runs,
            audit,
            new ReportDesk(folder, outbox, config.sendTo(), device, clock),
            scorers,
            backoff,
            config.retries().maxAttempts(),
            clock);
    StudyCloser closer = new StudyCloser(database, studies, runs, audit, models, clock);
    for (PeerAddress destination : config.sendTo()) {
      loop("deliver-" + destination.aeTitle(), REST, delivery(destination)::step);
    }
    commitmentLoops();
    loop("score", REST, scoring::step);
    loop("close-studies", REST, closer::step);
    loop("housekeeping", HOUSEKEEPING, () -> keepHouse(scoring, models));
  }

  private void commitmentLoops() {
    List<PeerAddress> peers = new ArrayList<>(config.dicom().peers());
    peers.addAll(config.sendTo());
    loop(
        "tell-commitments",
        REST,
        new CommitmentTeller(
                database,
                commitments,
                transport(),
                peers,
                backoff,
                config.retries().giveUp(),
                clock)
            ::step);
    if (config.dicom().commitWait().isEmpty()) {
      return;
    }
    CommitmentAsker.Patience patience =
        new CommitmentAsker.Patience(
            COMMITMENT_PAUSE, config.dicom().commitWait().get(), config.retries().maxAttempts());
    for (PeerAddress destination : config.sendTo()) {
      loop(
          "ask-commitment-" + destination.aeTitle(),
          REST,
          new CommitmentAsker(
                  database,
                  commitments,
                  transport(),
                  config.aeTitle(),
                  destination,
                  patience,
                  backoff,
                  clock)
              ::step);
    }
  }

  /** What no model or destination of this gateway would ever take up is parked for a person. */
  private void parkOrphans(List<String> models) {
    recovery.parkUnserved(models);
    List<String> destinations = config.sendTo().stream().map(PeerAddress::toString).toList();
    for (OutboxRow row : database.transact(handle -> outbox.unlisted(handle, destinations))) {
      database.transact(handle -> park(handle, row));
    }
  }

  private boolean park(Handle handle, OutboxRow row) {
    StudyRow study = studies.lock(handle, row.studyUid()).orElseThrow();
    outbox.hold(handle, row, "this gateway doesn't send to " + row.destination() + " any more");
    new StudyProgress(clock).refresh(handle, study);
    return true;
  }

  private boolean keepHouse(ScoringWorker scoring, List<String> models) {
    database.transact(
        handle -> {
          scoring.current().ifPresent(run -> runs.renew(handle, run));
          return outbox.release(handle, false);
        });
    recovery.recover(false);
    parkOrphans(models);
    return false;
  }

  private DeliveryWorker delivery(PeerAddress destination) {
    return new DeliveryWorker(
        database,
        folder,
        outbox,
        studies,
        audit,
        transport(),
        config.aeTitle(),
        destination,
        new DeliveryRule(backoff, config.retries().giveUp(), config.retries().maxAttempts()),
        clock);
  }

  /** How this gateway speaks DICOM. */
  DicomTransport transport() {
    CallOptions calls = CallOptions.standard();
    return Transports.open(config.transport(), tls.map(calls::withTls).orElse(calls));
  }

  private void loop(String name, Duration rest, BooleanSupplier step) {
    loops.add(parts.push(new WorkLoop(name, rest, step)));
  }

  WebServices webServices(DicomListener listener) {
    return new WebServices(
        new StudyDesk(database, studies, runs, outbox, audit, clock),
        new GatewayVitals(database, disk, inbox.counts(), listener, loops, tls),
        scorers.stream().map(Machinery::view).toList(),
        folder);
  }

  /** Writes down that the gateway runs, and, when it is closed, that it stopped. */
  void started() {
    note(AuditEvent.GATEWAY_STARTED);
    parts.push(() -> note(AuditEvent.GATEWAY_STOPPED));
  }

  private void note(AuditEvent event) {
    database.durablyDo(
        handle -> audit.add(handle, AuditRow.ok(event, config.aeTitle(), null, null, null)));
  }

  private static ModelView view(StudyScorer scorer) {
    return new ModelView(
        scorer.manifest().name(),
        scorer.manifest().version(),
        scorer.sha256(),
        scorer.source(),
        scorer.manifest().labels(),
        scorer.manifest().backbone(),
        scorer.manifest().cut(),
        scorer.manifest().built().words());
  }

  private static ReportDevice device(String gatewayId, String aeTitle) {
    String version = Machinery.class.getPackage().getImplementationVersion();
    return new ReportDevice(
        UID.nameBased("truncus gateway " + gatewayId),
        aeTitle,
        "Truncus",
        "Truncus gateway",
        gatewayId,
        version == null ? "development" : version,
        "");
  }
}
