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

  /** Removes a file unless a row needs it. Returns whether it removed one. */
  boolean removeUnneeded(String sha256) throws IOException {
    try {
      return database.transact(
          handle -> {
            try {
              return !instances.lockNeeded(handle, sha256)
                  && Files.deleteIfExists(folder.instance(sha256));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
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
