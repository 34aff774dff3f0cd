package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.gateway.dimse.service.AssociationRegistry;
import org.truncus.gateway.dimse.service.Channel;
import org.truncus.gateway.dimse.service.Doors;
import org.truncus.gateway.dimse.service.PendingConnections;
import org.truncus.gateway.dimse.service.Threads;
import org.truncus.gateway.dimse.service.Watchdog;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.problem.EnvironmentException;

/** A server socket, a thread that accepts, and a thread for each connection. */
final class ServerListener implements DicomListener {

  private static final Logger log = LoggerFactory.getLogger(ServerListener.class);
  private static final int MOST_PENDING = 256;
  private static final int MOST_PENDING_PER_ADDRESS = 128;

  private final ListenOptions options;
  private final Doors doors;
  private final ExecutorService threads;
  private final Watchdog watchdog;
  private final AssociationRegistry registry;
  private final PendingConnections pending =
      new PendingConnections(MOST_PENDING, MOST_PENDING_PER_ADDRESS);
  private final Set<Connection> unassociated = ConcurrentHashMap.newKeySet();
  private final Set<Connection> associated = ConcurrentHashMap.newKeySet();
  private final Acceptor acceptor;
  private final Provider provider;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean aborting;

  private ServerListener(
      ListenOptions options,
      StoreHandler stores,
      Optional<CommitmentHandler> commitments,
      Doors doors) {
    this.options = options;
    this.doors = doors;
    String name = "dicom-" + (doors.port() >= 0 ? doors.port() : doors.tlsPort().orElseThrow());
    this.threads = Executors.newCachedThreadPool(Threads.daemons(name));
    this.watchdog = new Watchdog(name);
    this.registry =
        new AssociationRegistry(options.maxAssociations(), options.maxAssociationsPerAet());
    this.acceptor = new Acceptor(options, registry, commitments.isPresent());
    this.provider = new Provider(stores, commitments, options.timeouts());
  }

  /**
   * Binds and starts to accept.
   *
   * @throws EnvironmentException where the address or the port can't be had
   */
  static ServerListener open(
      ListenOptions options, StoreHandler stores, Optional<CommitmentHandler> commitments) {
    ServerListener listener = new ServerListener(options, stores, commitments, Doors.open(options));
    listener.doors.accept(listener.threads, options.aeTitles(), listener::start);
    return listener;
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
    try {
      doors.close();
      unassociated.forEach(Connection::close);
      registry.awaitEmpty(options.closeGrace());
      aborting = true;
      associated.forEach(connection -> connection.abort(new Pdu.Abort(Pdu.Abort.USER, 0)));
      unassociated.forEach(Connection::close);
      threads.shutdown();
      if (!threads.awaitTermination(options.timeouts().dimse().toMillis(), TimeUnit.MILLISECONDS)) {
        log.error("a store handler didn't return within {}", options.timeouts().dimse());
      }
    } catch (InterruptedException e) {
      associated.forEach(Connection::close);
      threads.shutdown();
      Thread.currentThread().interrupt();
    } finally {
      watchdog.close();
    }
  }

  private void start(Socket socket, Optional<TlsIdentity> tls) throws IOException {
    InetAddress address = socket.getInetAddress();
    if (!pending.add(address)) {
      log.warn("too many connections without association; closed the one of {}", address);
      socket.close();
      return;
    }
    boolean started = false;
    Connection connection = null;
    try {
      connection =
          new Connection(
              Channel.accepted(socket, tls),
              watchdog,
              options.maxPduLength(),
              options.timeouts().dimse());
      unassociated.add(connection);
      Connection serving = connection;
      threads.execute(() -> serve(serving, address));
      started = true;
    } finally {
      if (!started) {
        pending.remove(address);
        if (connection != null) {
          unassociated.remove(connection);
        }
        socket.close();
      }
    }
  }

  private void serve(Connection connection, InetAddress address) {
    Optional<Association> association = Optional.empty();
    try {
      association = acceptor.accept(connection);
    } catch (PduException e) {
      log.warn("{}: {}", connection.remoteAddress(), e.getMessage());
      connection.abort(new Pdu.Abort(Pdu.Abort.PROVIDER, e.reason()));
    } catch (SSLException e) {
      log.warn("{}: no TLS, so no association: {}", connection.remoteAddress(), e.getMessage());
    } catch (IOException e) {
      log.warn("{}: no association: {}", connection.remoteAddress(), e.getMessage());
    } finally {
      if (association.isPresent()) {
        associated.add(connection);
        if (aborting) {
          connection.close();
        }
      }
      unassociated.remove(connection);
      pending.remove(address);
      if (association.isEmpty()) {
        connection.close();
      }
    }
    association.ifPresent(established -> serve(connection, established));
  }

  private void serve(Connection connection, Association association) {
    try {
      provider.serve(association);
    } finally {
      registry.remove(association.info());
      associated.remove(connection);
      connection.close();
    }
  }
}
