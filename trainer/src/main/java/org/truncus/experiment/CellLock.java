package org.truncus.experiment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.truncus.problem.EnvironmentException;
import org.truncus.progress.StopSignal;
import org.truncus.train.Durable;

/**
 * Keeps two processes from writing one folder. The system frees it when a process ends, however it
 * ends.
 */
final class CellLock implements AutoCloseable {

  private static final String FILE = ".lock";
  private static final long STEP_MILLIS = 100;

  private final FileChannel channel;

  private CellLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the lock of a folder, which is created where it is missing.
   *
   * @param patience how long to wait for another process to let go: one whose parent was killed
   *     ends after its batch
   * @throws EnvironmentException where another process keeps it
   */
  @SuppressWarnings("resource") // closed with the lock
  static CellLock take(Path folder, Duration patience, StopSignal stop) {
    Durable.createFolder(folder);
    Path file = folder.resolve(FILE);
    try {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      long end = System.nanoTime() + patience.toNanos();
      while (!locked(channel)) {
        if (stop.asked() || System.nanoTime() > end) {
          channel.close();
          throw new EnvironmentException(
              folder
                  + ": another process works in it. Wait until that has ended, or take another"
                  + " --out.");
        }
        pause();
      }
      return new CellLock(channel);
    } catch (IOException e) {
      throw Durable.cannotWrite(file, e);
    }
  }

  private static boolean locked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(STEP_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new EnvironmentException("interrupted while waiting for a folder", e);
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new EnvironmentException("can't let go of a folder: " + e.getMessage(), e);
    }
  }
}
