package org.truncus.gateway.work;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Removes and restores the files of received instances so that no row that counts on a file ever
 * loses it: both hold the rows meanwhile.
 */
public final class ReceivedFiles {

  private final Database database;
  private final DataFolder folder;
  private final InstanceTable instances = new InstanceTable();

  /** Over the gateway's store. */
  public ReceivedFiles(Database database, DataFolder folder) {
    this.database = database;
    this.folder = folder;
  }

  /**
   * Removes a file whose rows say that it may go. One that no row knows is set aside: the database
   * may be older than the store, and only a person knows. Returns whether the file is gone from its
   * place.
   */
  boolean removeUnneeded(String sha256) throws IOException {
    try {
      return database.transact(
          handle -> {
            try {
              return switch (instances.lockFile(handle, sha256)) {
                case NEEDED -> false;
                case PURGED -> Files.deleteIfExists(folder.instance(sha256));
                case UNKNOWN -> setAside(sha256);
              };
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private boolean setAside(String sha256) throws IOException {
    if (!Files.exists(folder.instance(sha256))) {
      return false;
    }
    DurableFiles.moveInto(folder.instance(sha256), folder.orphan(sha256));
    return true;
  }

  /**
   * Keeps the file of an instance again that retention had removed. Returns whether it had. Call
   * {@link Database#sync} before telling anybody.
   *
   * @param received a file with the same data set, which is moved away
   * @param sha256 of it
   */
  public boolean restore(String sopInstanceUid, Path received, String sha256) throws IOException {
    try {
      return database.transact(
          handle -> {
            Optional<InstanceRow> row = instances.lock(handle, sopInstanceUid);
            if (row.isEmpty() || row.get().purgedAt() == null) {
              return false;
            }
            try {
              long bytes = Files.size(received);
              folder.keep(received, sha256);
              instances.restore(handle, sopInstanceUid, sha256, bytes);
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return true;
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }
}
