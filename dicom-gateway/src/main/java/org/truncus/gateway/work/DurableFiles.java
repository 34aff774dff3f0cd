package org.truncus.gateway.work;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Files that are still there after the power went away. */
public final class DurableFiles {

  private DurableFiles() {}

  /** Forces a folder's entries to the disk. Where the system can't open folders it does nothing. */
  public static void syncFolder(Path folder) throws IOException {
    if (System.getProperty("os.name", "").startsWith("Windows")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  /** Forces a file's content to the disk. */
  public static void syncFile(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  /**
   * Gives a file, already forced to the disk, its final name. New folders on the way are forced
   * too. A file of that name is replaced: names are content digests.
   */
  public static void moveInto(Path source, Path target) throws IOException {
    createFolders(target.getParent());
    Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
    syncFolder(target.getParent());
  }

  /** Writes a whole file under a temporary name, forces it to the disk and moves it in place. */
  public static void write(Path temporary, Path target, byte[] content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
    moveInto(temporary, target);
  }

  /**
   * One at a time: whoever finds a folder that another thread has just made must not rely on it
   * before its entry is forced.
   */
  private static synchronized void createFolders(Path folder) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    Path parent = folder.getParent();
    createFolders(parent);
    Files.createDirectories(folder);
    syncFolder(parent);
  }
}
