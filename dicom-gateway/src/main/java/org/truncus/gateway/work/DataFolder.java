package org.truncus.gateway.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.UUID;
import org.truncus.problem.EnvironmentException;

/**
 * The gateway's own folder, held by one process at a time, and the store: received instances,
 * reports and quarantine. The store lies in the own folder, or elsewhere where several gateways
 * share one. Files there are written under a temporary name first and never change. File names are
 * digests or random, never DICOM values. The gateway that opened it closes it.
 */
public final class DataFolder implements AutoCloseable {

  private final Path root;
  private final Path store;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final String gatewayId;
  private final InstancePlaces instances;

  private DataFolder(Path root, Path store, FileChannel lockFile, FileLock lock, String gatewayId) {
    this.root = root;
    this.store = store;
    this.lockFile = lockFile;
    this.lock = lock;
    this.gatewayId = gatewayId;
    this.instances = new InstancePlaces(store.resolve("data"));
  }

  /** As {@link #open(Path, Path)}, with the store in the gateway's own folder. */
  public static DataFolder open(Path folder) {
    return open(folder, folder);
  }

  /**
   * Creates the folders where they are missing, locks the first, and removes what a crash of this
   * gateway left half received.
   *
   * @param folder of this gateway alone
   * @param shared the store; may be the same folder
   * @throws EnvironmentException where a folder can't be written, or another gateway holds the
   *     first
   */
  public static DataFolder open(Path folder, Path shared) {
    Path root = folder.toAbsolutePath().normalize();
    Path store = shared.toAbsolutePath().normalize();
    FileChannel channel = null;
    try {
      create(root, List.of("db"));
      create(store, List.of("incoming", "data", "results", "quarantine"));
      channel =
          FileChannel.open(
              root.resolve("gateway.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel, root);
      DataFolder opened = new DataFolder(root, store, channel, lock, identity(root));
      Files.createDirectories(opened.ownIncoming());
      opened.removeHalfReceived();
      return opened;
    } catch (IOException e) {
      closeQuietly(channel);
      throw new EnvironmentException(
          root
              + ": the data folder can't be used ("
              + e
              + "). Give --data a folder that this user may write.",
          e);
    } catch (EnvironmentException e) {
      closeQuietly(channel);
      throw e;
    }
  }

  /** The folder itself. */
  public Path root() {
    return root;
  }

  /** A UUID made when the folder was: it names this gateway in leases and reports. */
  public String gatewayId() {
    return gatewayId;
  }

  /** A new name for a file under way; what lies there is removed at the next start. */
  public Path incoming() {
    return ownIncoming().resolve(UUID.randomUUID() + ".part");
  }

  private Path ownIncoming() {
    return store.resolve("incoming").resolve(gatewayId);
  }

  /** The place of a received instance. */
  public Path instance(String sha256) {
    return instances.of(sha256);
  }

  /**
   * Forces a received file to the disk and gives it its place; returns when it is there to stay.
   */
  public void keep(Path file, String sha256) throws IOException {
    instances.take(file, sha256);
  }

  /** The place of a report. */
  public Path result(String sha256) {
    return InstancePlaces.byDigest(store.resolve("results"), sha256);
  }

  /** Where a received file is set aside that no row knows. */
  Path orphan(String sha256) {
    return store.resolve("orphans").resolve(sha256 + ".dcm");
  }

  /**
   * Binds the store to a database, so that none ever tidies up the files of another.
   *
   * @param installation the name that all gateways of the database share
   * @throws EnvironmentException where the store belongs to another one
   */
  public void bind(String installation) {
    Path file = store.resolve("installation");
    try {
      if (!Files.exists(file)) {
        DurableFiles.write(incoming(), file, installation.getBytes(StandardCharsets.US_ASCII));
      }
      String found = Files.readString(file, StandardCharsets.US_ASCII).trim();
      if (!found.equals(installation)) {
        throw new EnvironmentException(
            store
                + ": the store belongs to the installation "
                + found
                + ", the database to "
                + installation
                + ". Check --database, --store and --data.");
      }
    } catch (IOException e) {
      throw new EnvironmentException(file + ": can't be read or written (" + e + ")", e);
    }
  }

  /** A new name in the quarantine. */
  public Path quarantine(String suffix) {
    return store.resolve("quarantine").resolve(UUID.randomUUID() + suffix);
  }

  /** Where the embedded database keeps its files (without suffix). */
  public Path database() {
    return root.resolve("db").resolve("gateway");
  }

  /** Where received instances lie, below the store. */
  public Path instances() {
    return store.resolve("data");
  }

  /**
   * How full the disk below the store is.
   *
   * @throws UncheckedIOException where it can't be looked at
   */
  public DiskSpace space() {
    try {
      FileStore disk = Files.getFileStore(store);
      return new DiskSpace(
          disk.getTotalSpace() - disk.getUnallocatedSpace(), disk.getUsableSpace());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    try {
      lock.release();
      lockFile.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void create(Path root, List<String> folders) throws IOException {
    boolean fresh = !Files.isDirectory(root);
    Files.createDirectories(root);
    if (fresh && Files.getFileAttributeView(root, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }
    for (String name : folders) {
      Files.createDirectories(root.resolve(name));
    }
    DurableFiles.syncFolder(root);
  }

  private static FileLock tryLock(FileChannel channel, Path root) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        return lock;
      }
    } catch (OverlappingFileLockException e) {
      throw held(root, e);
    }
    throw held(root, null);
  }

  private static EnvironmentException held(Path root, Throwable cause) {
    return new EnvironmentException(
        root
            + ": another gateway holds this data folder. Stop it, or give this one a --data of its"
            + " own.",
        cause);
  }

  private static String identity(Path root) throws IOException {
    Path file = root.resolve("gateway-id");
    if (!Files.exists(file)) {
      String id = UUID.randomUUID().toString();
      DurableFiles.write(root.resolve(id + ".part"), file, id.getBytes(StandardCharsets.US_ASCII));
    }
    return Files.readString(file, StandardCharsets.US_ASCII).trim();
  }

  private void removeHalfReceived() throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(ownIncoming())) {
      for (Path part : parts) {
        Files.deleteIfExists(part);
      }
    }
  }

  private static void closeQuietly(FileChannel channel) {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
