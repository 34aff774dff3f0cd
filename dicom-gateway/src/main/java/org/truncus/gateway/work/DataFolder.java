package org.truncus.gateway.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;
import org.truncus.problem.EnvironmentException;

/**
 * The gateway's own folder: received instances, reports, quarantine and the embedded database. One
 * process at a time holds it. File names are digests or random, never DICOM values. The gateway
 * that opened it closes it.
 */
public final class DataFolder implements AutoCloseable {

  private final Path root;
  private final FileChannel lockFile;
  private final FileLock lock;
  private final String gatewayId;
  private final InstancePlaces instances;

  private DataFolder(Path root, FileChannel lockFile, FileLock lock, String gatewayId) {
    this.root = root;
    this.lockFile = lockFile;
    this.lock = lock;
    this.gatewayId = gatewayId;
    this.instances = new InstancePlaces(root.resolve("data"));
  }

  /**
   * Creates the folder where it's missing, locks it, and removes what a crash left half received.
   *
   * @throws EnvironmentException where the folder can't be written, or another gateway holds it
   */
  public static DataFolder open(Path folder) {
    Path root = folder.toAbsolutePath().normalize();
    FileChannel channel = null;
    try {
      create(root);
      channel =
          FileChannel.open(
              root.resolve("gateway.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel, root);
      DataFolder opened = new DataFolder(root, channel, lock, identity(root));
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
    return root.resolve("incoming").resolve(UUID.randomUUID() + ".part");
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
    return InstancePlaces.byDigest(root.resolve("results"), sha256);
  }

  /** A new name in the quarantine. */
  public Path quarantine(String suffix) {
    return root.resolve("quarantine").resolve(UUID.randomUUID() + suffix);
  }

  /** Where the embedded database keeps its files (without suffix). */
  public Path database() {
    return root.resolve("db").resolve("gateway");
  }

  /** Free bytes on the disk below. */
  public long freeBytes() {
    try {
      return Files.getFileStore(root).getUsableSpace();
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

  private static void create(Path root) throws IOException {
    boolean fresh = !Files.isDirectory(root);
    Files.createDirectories(root);
    if (fresh && Files.getFileAttributeView(root, PosixFileAttributeView.class) != null) {
      Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwx------"));
    }
    for (String name : new String[] {"incoming", "data", "results", "quarantine", "db"}) {
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
      DurableFiles.write(
          root.resolve("incoming").resolve(id), file, id.getBytes(StandardCharsets.US_ASCII));
    }
    return Files.readString(file, StandardCharsets.US_ASCII).trim();
  }

  private void removeHalfReceived() throws IOException {
    try (DirectoryStream<Path> parts = Files.newDirectoryStream(root.resolve("incoming"))) {
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
