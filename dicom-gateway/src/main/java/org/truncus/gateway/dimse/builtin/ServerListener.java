package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.TlsEndpoint;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.gateway.dimse.service.AssociationRegistry;
import org.truncus.gateway.dimse.service.PendingConnections;
import org.truncus.gateway.dimse.service.Threads;
import org.truncus.gateway.dimse.service.Watchdog;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.problem.EnvironmentException;

/** A server socket, a thread that accepts, and a thread for each connection. */
final class ServerListener implements DicomListener {

  private static final Logger log = LoggerFactory.getLogger(ServerListener.class);
  private static final int BACKLOG = 128;
  private static final long ACCEPT_PAUSE_NANOS = 100_000_000;
  private static final int MOST_PENDING = 256;
  private static final int MOST_PENDING_PER_ADDRESS = 128;

  private final ListenOptions options;
  private final List<Door> doors;
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
  private volatile boolean accepting = true;

  /** An open port, and the TLS spoken on it. */
  private record Door(ServerSocket server, Optional<TlsIdentity> tls) {}

  private ServerListener(
      ListenOptions options,
      StoreHandler stores,
      Optional<CommitmentHandler> commitments,
      List<Door> doors) {
    this.options = options;
    this.doors = doors;
    String name = "dicom-" + doors.get(0).server().getLocalPort();
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
    ServerListener listener = new ServerListener(options, stores, commitments, openDoors(options));
    for (Door door : listener.doors) {
      listener.threads.execute(() -> listener.acceptAll(door));
      log.info(
          "listening on {}{} as {}",
          door.server().getLocalSocketAddress(),
          door.tls().isPresent() ? " with TLS" : "",
          options.aeTitles());
    }
    return listener;
  }

  @Override
  public int port() {
    return doors.stream()
        .filter(door -> door.tls().isEmpty())
        .mapToInt(door -> door.server().getLocalPort())
        .findFirst()
        .orElse(ListenOptions.NO_PORT);
  }

  @Override
  public OptionalInt tlsPort() {
    return doors.stream()
        .filter(door -> door.tls().isPresent())
        .mapToInt(door -> door.server().getLocalPort())
        .findFirst();
  }

  @Override
  public boolean accepting() {
    return accepting && doors.stream().noneMatch(door -> door.server().isClosed());
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
      closeDoors();
      unassociated.forEach(Connection::close);
      registry.awaitEmpty(options.closeGrace());
      aborting = true;
      associated.forEach(connection -> connection.abort(new Pdu.Abort(Pdu.Abort.USER, 0)));
      unassociated.forEach(Connection::close);
      threads.shutdown();
      if (!threads.awaitTermination(options.timeouts().dimse().toMillis(), TimeUnit.MILLISECONDS)) {
        log.error("a store handler didn't return within {}", options.timeouts().dimse());
      }
    } catch (IOException e) {
      log.warn("closing the DICOM ports failed: {}", e.getMessage());
    } catch (InterruptedException e) {
      associated.forEach(Connection::close);
      threads.shutdown();
      Thread.currentThread().interrupt();
    } finally {
      watchdog.close();
    }
  }

  private void closeDoors() throws IOException {
    for (Door door : doors) {
      door.server().close();
    }
  }

  private static List<Door> openDoors(ListenOptions options) {
    List<Door> doors = new ArrayList<>();
    if (options.port() != ListenOptions.NO_PORT) {
      doors.add(new Door(bind(options.bindAddress(), options.port()), Optional.empty()));
    }
    if (options.tls().isPresent()) {
      TlsEndpoint tls = options.tls().get();
      try {
        doors.add(new Door(bind(options.bindAddress(), tls.port()), Optional.of(tls.identity())));
      } catch (EnvironmentException e) {
        doors.forEach(door -> closeQuietly(door.server(), e));
        throw e;
      }
    }
    return List.copyOf(doors);
  }

  private static void closeQuietly(ServerSocket server, EnvironmentException why) {
    try {
      server.close();
    } catch (IOException e) {
      why.addSuppressed(e);
    }
  }

  private static ServerSocket bind(String address, int port) {
    try {
      ServerSocket server = new ServerSocket();
      try {
        server.setReuseAddress(true);
        server.bind(new InetSocketAddress(InetAddress.getByName(address), port), BACKLOG);
        return server;
      } catch (IOException e) {
        server.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          "the DICOM port %s:%d can't be opened: %s. See who has it (ss -ltnp 'sport = :%d'), or choose another port or address; ports below 1024 need a privilege"
              .formatted(address, port, e.getMessage(), port),
          e);
    }
  }

  private void acceptAll(Door door) {
    try {
      acceptUntilClosed(door);
    } finally {
      accepting = false;
    }
  }

  private void acceptUntilClosed(Door door) {
    while (!closed.get()) {
      try {
        start(door.server().accept(), door.tls());
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        // Also where no further thread or memory can be had: that passes, a deaf port would stay.
        if (!closed.get()) {
          log.error("accepting a connection failed: {}", e.toString());
          LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
        }
      }
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
