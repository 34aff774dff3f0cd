package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.pdu.Pdu;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.problem.EnvironmentException;

/** A server socket, a thread that accepts, and a thread for each connection. */
final class ServerListener implements DicomListener {

  private static final Logger log = LoggerFactory.getLogger(ServerListener.class);
  private static final int BACKLOG = 128;
  private static final long ACCEPT_PAUSE_NANOS = 100_000_000;
  private static final int MOST_PENDING = 256;
  private static final int MOST_PENDING_PER_ADDRESS = 128;

  private final ListenOptions options;
  private final ServerSocket server;
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

  private ServerListener(ListenOptions options, StoreHandler handler, ServerSocket server) {
    this.options = options;
    this.server = server;
    String name = "dicom-" + server.getLocalPort();
    this.threads = Executors.newCachedThreadPool(Threads.daemons(name));
    this.watchdog = new Watchdog(name);
    this.registry =
        new AssociationRegistry(options.maxAssociations(), options.maxAssociationsPerAet());
    this.acceptor = new Acceptor(options, registry);
    this.provider = new Provider(handler, options.timeouts());
  }

  /**
   * Binds and starts to accept.
   *
   * @throws EnvironmentException where the address or the port can't be had
   */
  static ServerListener open(ListenOptions options, StoreHandler handler) {
    ServerListener listener = new ServerListener(options, handler, bind(options));
    listener.threads.execute(listener::acceptAll);
    log.info("listening on {} as {}", listener.server.getLocalSocketAddress(), options.aeTitles());
    return listener;
  }

  @Override
  public int port() {
    return server.getLocalPort();
  }

  @Override
  public boolean accepting() {
    return accepting && !server.isClosed();
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
      server.close();
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
      log.warn("closing port {} failed: {}", port(), e.getMessage());
    } catch (InterruptedException e) {
      associated.forEach(Connection::close);
      threads.shutdown();
      Thread.currentThread().interrupt();
    } finally {
      watchdog.close();
    }
  }

  private static ServerSocket bind(ListenOptions options) {
    try {
      ServerSocket server = new ServerSocket();
      try {
        server.setReuseAddress(true);
        server.bind(
            new InetSocketAddress(InetAddress.getByName(options.bindAddress()), options.port()),
            BACKLOG);
        return server;
      } catch (IOException e) {
        server.close();
        throw e;
      }
    } catch (IOException e) {
      throw new EnvironmentException(
          "the DICOM port %s:%d can't be opened: %s. See who has it (ss -ltnp 'sport = :%d'), or choose another port or address; ports below 1024 need a privilege"
              .formatted(options.bindAddress(), options.port(), e.getMessage(), options.port()),
          e);
    }
  }

  private void acceptAll() {
    try {
      acceptUntilClosed();
    } finally {
      accepting = false;
    }
  }

  private void acceptUntilClosed() {
    while (!closed.get()) {
      try {
        start(server.accept());
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        // Also where no further thread or memory can be had: that passes, a deaf port would stay.
        if (!closed.get()) {
          log.error("accepting a connection failed: {}", e.toString());
          LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
        }
      }
    }
  }

  private void start(Socket socket) throws IOException {
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
          new Connection(socket, watchdog, options.maxPduLength(), options.timeouts().dimse());
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
