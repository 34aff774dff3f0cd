package org.truncus.gateway.dimse.dcm4che;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.dcm4che3.net.ApplicationEntity;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Connection;
import org.dcm4che3.net.Device;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.service.Admission;
import org.truncus.gateway.dimse.service.AssociationRegistry;
import org.truncus.gateway.dimse.service.Channel;
import org.truncus.gateway.dimse.service.ContextNegotiation;
import org.truncus.gateway.dimse.service.Doors;
import org.truncus.gateway.dimse.service.PendingConnections;
import org.truncus.gateway.dimse.service.Threads;
import org.truncus.gateway.dimse.service.Watchdog;
import org.truncus.gateway.dimse.tls.TlsIdentity;

/** Open ports whose associations dcm4che serves, each in one thread. */
final class Dcm4cheListener implements DicomListener {

  /** How long after dcm4che's own timeout a connection is closed without further ado. */
  static final Duration BACKSTOP = Duration.ofSeconds(2);

  private static final Logger log = LoggerFactory.getLogger(Dcm4cheListener.class);
  private static final Duration LINGER = Duration.ofMillis(500);
  private static final int MOST_PENDING = 256;
  private static final int MOST_PENDING_PER_ADDRESS = 128;
  private static final String ANY_TITLE = "*";

  private final ListenOptions options;
  private final StoreHandler stores;
  private final Optional<CommitmentHandler> commitments;
  private final Doors doors;
  private final ExecutorService threads;
  private final Timers timers;
  private final Watchdog watchdog;
  private final AssociationRegistry registry;
  private final PendingConnections pending =
      new PendingConnections(MOST_PENDING, MOST_PENDING_PER_ADDRESS);
  private final Map<Socket, Visit> visits = new ConcurrentHashMap<>();
  private final Connection settings;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean aborting;

  private Dcm4cheListener(
      ListenOptions options,
      StoreHandler stores,
      Optional<CommitmentHandler> commitments,
      Doors doors) {
    this.options = options;
    this.stores = stores;
    this.commitments = commitments;
    this.doors = doors;
    String name = "dcm4che-" + (doors.port() >= 0 ? doors.port() : doors.tlsPort().orElseThrow());
    threads = Executors.newCachedThreadPool(Threads.daemons(name));
    timers = new Timers(name, threads);
    watchdog = new Watchdog(name);
    registry = new AssociationRegistry(options.maxAssociations(), options.maxAssociationsPerAet());
    settings = settings(options.aeTitles().get(0));
  }

  static DicomListener open(
      ListenOptions options, StoreHandler stores, Optional<CommitmentHandler> commitments) {
    Dcm4cheListener listener =
        new Dcm4cheListener(options, stores, commitments, Doors.open(options));
    listener.doors.accept(listener.threads, options.aeTitles(), listener::take);
    return listener;
  }

  /** A device that never opens a port itself; the thread that brings a connection serves it. */
  private Connection settings(String title) {
    Connection connection = new Connection(title, options.bindAddress());
    Settings.apply(connection, options.timeouts(), options.maxPduLength());
    connection.setIdleTimeout(Settings.millis(options.timeouts().idle()));
    Device device = new Device(title);
    device.addConnection(connection);
    device.setExecutor(Runnable::run);
    device.setScheduledExecutor(timers);
    device.setAssociationHandler(
        new Welcoming(
            options,
            new Admission(options, registry),
            new ContextNegotiation(options, commitments.isPresent()),
            visits));
    ApplicationEntity entity = new ApplicationEntity(ANY_TITLE);
    device.addApplicationEntity(entity);
    entity.addConnection(connection);
    entity.setDimseRQHandler(
        new Requests(
            options,
            stores,
            commitments,
            new Telling(commitments, timers, watchdog, options.timeouts().dimse()),
            watchdog,
            visits));
    return connection;
  }

  @Override
  public int port() {
    return doors.port();
  }

  @Override
  public OptionalInt tlsPort() {
    return doors.tlsPort();
  }

  @Override
  public boolean accepting() {
    return doors.accepting();
  }

  @Override
  public List<AssociationInfo> associations() {
    return registry.all();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    doors.close();
    try {
      visits.values().stream().filter(v -> v.info().isEmpty()).forEach(this::hangUp);
      registry.awaitEmpty(options.closeGrace());
      aborting = true;
      visits.values().forEach(visit -> visit.association().ifPresent(Association::abort));
      registry.awaitEmpty(LINGER); // so that they can read the A-ABORT
      visits.values().forEach(this::hangUp);
      threads.shutdown();
      if (!threads.awaitTermination(options.timeouts().dimse().toMillis(), TimeUnit.MILLISECONDS)) {
        log.error("a store handler didn't return within {}", options.timeouts().dimse());
        visits.values().forEach(this::hangUp);
      }
    } catch (InterruptedException e) {
      visits.values().forEach(this::hangUp);
      threads.shutdown();
      Thread.currentThread().interrupt();
    } finally {
      timers.shutdownNow();
      watchdog.close();
    }
  }

  private void take(Socket socket, Optional<TlsIdentity> tls) throws IOException {
    InetAddress address = socket.getInetAddress();
    if (!pending.add(address)) {
      log.warn("too many connections without association; closed the one of {}", address);
      socket.close();
      return;
    }
    boolean started = false;
    try {
      socket.setTcpNoDelay(true);
      Visit visit = new Visit(Channel.accepted(socket, tls), watchdog);
      visits.put(visit.socket(), visit);
      threads.execute(() -> serve(visit, address));
      started = true;
    } finally {
      if (!started) {
        pending.remove(address);
        visits.values().removeIf(visit -> visit.channel().connected() == socket);
        socket.close();
      }
    }
  }

  private void serve(Visit visit, InetAddress address) {
    visit.onceAccepted(() -> pending.remove(address));
    try {
      visit.channel().secure(options.timeouts().request(), watchdog);
      visit.rests(options.timeouts().request().plus(BACKSTOP));
      if (!closed.get()) {
        Protocol.serve(settings, visit.socket());
        if (!visit.isJudged()) {
          log.warn("{}: no association: what it sent in time is no request for one", address);
        }
      }
    } catch (SSLException e) {
      log.warn("{}: no TLS, so no association: {}", address, e.getMessage());
    } catch (IOException e) {
      log.warn("{}: no association: {}", address, e.getMessage());
    } finally {
      if (visit.info().isEmpty()) {
        pending.remove(address);
      }
      end(visit);
    }
  }

  private void end(Visit visit) {
    visit.works();
    Optional<IOException> why =
        visit.association().flatMap(a -> Optional.ofNullable(a.getException()));
    try {
      if (!aborting) {
        Ending.linger(visit.socket(), LINGER);
      }
    } finally {
      hangUp(visit);
      visits.remove(visit.socket());
      visit.info().ifPresent(info -> tell(info, why));
    }
  }

  private void tell(AssociationInfo info, Optional<IOException> why) {
    log.info("{}: {}", info.id(), why.map(e -> "ended: " + e.getMessage()).orElse("released"));
    try {
      stores.associationClosed(info, why.isPresent());
      commitments.ifPresent(handler -> handler.associationClosed(info));
    } catch (RuntimeException e) {
      log.error(
          "{}: the handler failed at the end of the association: {}",
          info.id(),
          e.getClass().getName());
    } finally {
      registry.remove(info);
    }
  }

  private void hangUp(Visit visit) {
    try {
      visit.channel().close(watchdog, LINGER);
    } catch (IOException e) {
      log.debug("closing a connection failed: {}", e.toString());
    }
  }
}
