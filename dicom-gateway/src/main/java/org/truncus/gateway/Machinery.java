package org.truncus.gateway;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.truncus.dicom.UID;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;
import org.truncus.gateway.commit.CommitmentDesk;
import org.truncus.gateway.deliver.CircuitBreaker;
import org.truncus.gateway.deliver.Destination;
import org.truncus.gateway.deliver.OutboxTable;
import org.truncus.gateway.deliver.WithdrawalDesk;
import org.truncus.gateway.dicomweb.DicomWeb;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.TlsEndpoint;
import org.truncus.gateway.dimse.Transports;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.gateway.inbox.DiskGuard;
import org.truncus.gateway.inbox.Inbox;
import org.truncus.gateway.inbox.Intake;
import org.truncus.gateway.inbox.QueuePressure;
import org.truncus.gateway.infer.Eligibility;
import org.truncus.gateway.infer.ScoringWorker;
import org.truncus.gateway.infer.StudyScorer;
import org.truncus.gateway.report.ReportDevice;
import org.truncus.gateway.web.DestinationDesk;
import org.truncus.gateway.web.ModelView;
import org.truncus.gateway.web.StudyDesk;
import org.truncus.gateway.web.WebServices;
import org.truncus.gateway.work.Backoff;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.GatewayTable;
import org.truncus.gateway.work.Installation;
import org.truncus.gateway.work.Lease;
import org.truncus.gateway.work.ObjectFiles;
import org.truncus.gateway.work.Recovery;
import org.truncus.gateway.work.RunTable;
import org.truncus.gateway.work.StudyTable;

/** Puts the parts of a gateway together. Everything that must be closed goes on the given stack. */
final class Machinery {

  private static final Duration LEASE = Duration.ofMinutes(5);

  /** Failed associations in a row, after which a destination counts as away. */
  private static final int BREAKS_AFTER = 3;

  private final GatewayConfig config;
  private final List<StudyScorer> scorers;
  private final Stack parts;
  private final Loops loops;
  private final Tables tables;
  private final GatewayTable gateways;
  private final Recovery recovery;
  private final Intake intake;
  private final Inbox inbox;
  private final ReportDevice device;
  private final Optional<TlsIdentity> tls;
  private final CommitmentDesk commitments;
  private final Backoff backoff;
  private final Map<Destination, CircuitBreaker> breakers;
  private Optional<ScoringWorker> scoring = Optional.empty();

  Machinery(GatewayConfig config, Clock clock, List<StudyScorer> scorers, Stack parts) {
    this.config = config;
    this.scorers = scorers;
    this.parts = parts;
    this.loops = new Loops(parts);
    this.tls = config.dicom().tls().map(options -> TlsIdentity.open(options, clock));
    DataFolder folder = parts.push(DataFolder.open(config.data(), config.store()));
    Database database =
        parts.push(
            config.database().map(Database::open).orElseGet(() -> Database.embedded(folder)));
    Lease lease = new Lease(folder.gatewayId(), LEASE);
    StudyTable studies = new StudyTable(clock, config.timing().rule());
    AuditLog audit = new AuditLog(clock);
    this.tables =
        new Tables(
            folder,
            database,
            studies,
            new RunTable(clock, lease),
            new OutboxTable(clock, lease),
            audit,
            clock);
    this.gateways = new GatewayTable(clock, lease);
    this.recovery =
        new Recovery(
            database, studies, tables.runs(), audit, config.retries().maxAttempts(), clock);
    GatewayConfig.Limits limits = config.limits();
    this.intake =
        new Intake(
            new DiskGuard(folder::space, limits.highWater(), limits.minFree()),
            new QueuePressure(
                () -> database.transact(tables.runs()::waiting),
                limits.queueSlow(),
                limits.queueFull(),
                clock));
    String installation = database.durably(handle -> Installation.id(handle, folder.gatewayId()));
    folder.bind(installation);
    this.device = device(installation, config.aeTitle());
    this.inbox = new Inbox(folder, database, studies, audit, intake, device.observerUID(), clock);
    this.commitments = new CommitmentDesk(database, folder, tables.outbox(), studies, audit, clock);
    this.backoff = new Backoff(config.retries().base(), config.retries().cap(), new Random());
    this.breakers = new LinkedHashMap<>();
    for (Destination destination : config.sendTo()) {
      breakers.put(
          destination, new CircuitBreaker(destination.key(), BREAKS_AFTER, backoff, clock));
    }
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
        .withMaxObjectBytes(config.limits().maxInstance())
        .withCongestion(intake::congested);
  }

  /** Puts abandoned work back, then starts the threads. */
  void startLoops() {
    Housekeeping house = new Housekeeping(config, tables, gateways, recovery, models());
    house.atStart();
    new DeliveryParts(config, tables, commitments, transport(), tls, backoff, breakers)
        .start(loops);
    ScoringWorker worker =
        new ScoringParts(config, tables, recovery, backoff, device, scorers).start(parts, loops);
    scoring = Optional.of(worker);
    house.start(loops, worker);
  }

  private List<String> models() {
    return scorers.stream().map(StudyScorer::id).toList();
  }

  /** How this gateway speaks DICOM. */
  DicomTransport transport() {
    CallOptions calls = CallOptions.standard();
    return Transports.open(config.transport(), tls.map(calls::withTls).orElse(calls));
  }

  WebServices webServices(DicomListener listener) {
    return new WebServices(
        new StudyDesk(
            tables.database(),
            tables.studies(),
            tables.runs(),
            tables.outbox(),
            tables.audit(),
            tables.clock()),
        new WithdrawalDesk(
            tables.database(),
            tables.studies(),
            tables.outbox(),
            tables.audit(),
            new ObjectFiles(tables.folder()),
            device,
            tables.clock()),
        new GatewayVitals(
            tables.database(),
            intake,
            inbox.counts(),
            inbox.times(),
            listener,
            loops.running(),
            scoring,
            tls),
        scorers.stream().map(Machinery::view).toList(),
        tables.folder(),
        DicomWeb.of(inbox, listenOptions(), tables.database(), tables.folder(), tables.studies()),
        new DestinationDesk(tables.database(), breakers));
  }

  /** Writes down that the gateway runs, and, when it is closed, that it stopped. */
  void started() {
    note(AuditEvent.GATEWAY_STARTED);
    parts.push(
        () -> {
          note(AuditEvent.GATEWAY_STOPPED);
          tables.database().durablyDo(gateways::leave);
        });
  }

  private void note(AuditEvent event) {
    tables
        .database()
        .durablyDo(
            handle ->
                tables.audit().add(handle, AuditRow.ok(event, config.aeTitle(), null, null, null)));
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

  private static ReportDevice device(String installation, String aeTitle) {
    String version = Machinery.class.getPackage().getImplementationVersion();
    return new ReportDevice(
        UID.nameBased("truncus gateway " + installation),
        aeTitle,
        "Truncus",
        "Truncus gateway",
        installation,
        version == null ? "development" : version,
        "");
  }
}
