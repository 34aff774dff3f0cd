package org.truncus.gateway.dimse.service;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.TlsEndpoint;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.problem.EnvironmentException;

/** The open ports of a listener. Whoever opens them closes them. */
public final class Doors implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Doors.class);
  private static final int BACKLOG = 128;
  private static final long ACCEPT_PAUSE_NANOS = 100_000_000;

  private final List<Door> doors;
  private volatile boolean closed;
  private volatile boolean accepting = true;

  /** An open port, and the TLS spoken on it. */
  private record Door(ServerSocket server, Optional<TlsIdentity> tls) {}

  /** What is done with each connection; it must not wait for the peer. */
  public interface Welcome {
    /** Takes over the connection. */
    void take(Socket socket, Optional<TlsIdentity> tls) throws IOException;
  }

  private Doors(List<Door> doors) {
    this.doors = doors;
  }

  /**
   * Binds the plain port, the TLS port, or both.
   *
   * @throws EnvironmentException where the address or a port can't be had
   */
  public static Doors open(ListenOptions options) {
    return new Doors(openDoors(options));
  }

  /** Takes connections in one thread for each port, until they are closed. */
  public void accept(Executor threads, List<String> titles, Welcome welcome) {
    for (Door door : doors) {
      threads.execute(() -> acceptAll(door, welcome));
      log.info(
          "listening on {}{} as {}",
          door.server().getLocalSocketAddress(),
          door.tls().isPresent() ? " with TLS" : "",
          titles);
    }
  }

  /** See {@link org.truncus.gateway.dimse.DicomListener#port}. */
  public int port() {
    return doors.stream()
        .filter(door -> door.tls().isEmpty())
        .mapToInt(door -> door.server().getLocalPort())
        .findFirst()
        .orElse(ListenOptions.NO_PORT);
  }

  /** See {@link org.truncus.gateway.dimse.DicomListener#tlsPort}. */
  public OptionalInt tlsPort() {
    return doors.stream()
        .filter(door -> door.tls().isPresent())
        .mapToInt(door -> door.server().getLocalPort())
        .findFirst();
  }

  /** See {@link org.truncus.gateway.dimse.DicomListener#accepting}. */
  public boolean accepting() {
    return accepting && doors.stream().noneMatch(door -> door.server().isClosed());
  }

  /** Takes no more connections; those taken stay. */
  @Override
  public void close() {
    closed = true;
    for (Door door : doors) {
      try {
        door.server().close();
      } catch (IOException e) {
        log.warn("closing a DICOM port failed: {}", e.getMessage());
      }
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

  private void acceptAll(Door door, Welcome welcome) {
    try {
      acceptUntilClosed(door, welcome);
    } finally {
      accepting = false;
    }
  }

  private void acceptUntilClosed(Door door, Welcome welcome) {
    while (!closed) {
      try {
        welcome.take(door.server().accept(), door.tls());
      } catch (IOException | RuntimeException | OutOfMemoryError e) {
        // Also where no further thread or memory can be had: that passes, a deaf port would stay.
        if (!closed) {
          log.error("accepting a connection failed: {}", e.toString());
          LockSupport.parkNanos(ACCEPT_PAUSE_NANOS);
        }
      }
    }
  }
}
