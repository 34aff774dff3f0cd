package org.truncus.train;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.truncus.problem.EnvironmentException;

/**
 * Writing that is either whole or not there: to a neighbour, fsync, rename. Every failure to write
 * is an {@link EnvironmentException} naming the file.
 */
public final class Durable {

  private Durable() {}

  /** Writes a file, whole or not at all. */
  public static void write(Path file, byte[] bytes) {
    Path temporary = file.resolveSibling(file.getFileName() + ".tmp");
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      try (FileChannel out =
          FileChannel.open(
              temporary,
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE,
              StandardOpenOption.TRUNCATE_EXISTING)) {
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        while (buffer.hasRemaining()) {
          out.write(buffer);
        }
        out.force(true);
      }
      Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw cannotWrite(file, e);
    }
  }

  /** Creates a folder and those above it where they are missing. */
  public static void createFolder(Path folder) {
    try {
      Files.createDirectories(folder);
    } catch (IOException e) {
      throw cannotWrite(folder, e);
    }
  }

  /**
   * Puts a complete folder in the place of another. In between, the old one lies beside it as
   * {@code <name>.old}, from where {@link #restored} takes it after a crash.
   */
  static void replaceFolder(Path complete, Path target) {
    Path old = old(target);
    try {
      for (Path file : list(complete)) {
        force(file);
      }
      delete(old);
      if (Files.exists(target)) {
        Files.move(target, old, StandardCopyOption.ATOMIC_MOVE);
      }
      Files.move(complete, target, StandardCopyOption.ATOMIC_MOVE);
      delete(old);
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  /** The folder, put back first where a crash came between the two renames. */
  static Path restored(Path target) {
    Path old = old(target);
    try {
      if (!Files.exists(target) && Files.exists(old)) {
        Files.move(old, target, StandardCopyOption.ATOMIC_MOVE);
      }
      return target;
    } catch (IOException e) {
      throw cannotWrite(target, e);
    }
  }

  static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** The failure to write something. */
  public static EnvironmentException cannotWrite(Path path, IOException e) {
    return new EnvironmentException(
        path
            + ": can't be written: "
            + (e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage())
            + ". See that the disk has room and the folder allows writing; a run continues with"
            + " --resume.",
        e);
  }

  private static Path old(Path target) {
    return target.resolveSibling(target.getFileName() + ".old");
  }

  private static List<Path> list(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  private static void force(Path file) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
