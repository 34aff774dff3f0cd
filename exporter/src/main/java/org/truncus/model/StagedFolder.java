package org.truncus.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;

/**
 * A folder that is filled under a hidden name and appears whole or not at all. Its name begins with
 * a dot, so that a server that watches the models doesn't take it for a version. Closing it removes
 * what was not published.
 */
final class StagedFolder implements AutoCloseable {

  private final Path folder;

  private StagedFolder(Path folder) {
    this.folder = folder;
  }

  /** A new empty folder inside the parent. */
  static StagedFolder in(Path parent) throws IOException {
    Path folder = Files.createTempDirectory(parent, ".export-");
    if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
      Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    return new StagedFolder(folder);
  }

  /** Where it lies until it is published. */
  Path path() {
    return folder;
  }

  /** Writes bytes that somebody else produces. */
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /** Writes one file and forces it to the disk. */
  void write(String name, Content content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        OutputStream out = Channels.newOutputStream(channel)) {
      content.writeTo(out);
      out.flush();
      channel.force(true);
    }
  }

  /** Makes an empty folder. */
  void folder(String name) throws IOException {
    Files.createDirectories(folder.resolve(name));
  }

  /** Forces the folders to the disk and gives the whole its real name, beside its present one. */
  void publish(Path target) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            force(directory);
            return FileVisitResult.CONTINUE;
          }
        });
    Files.move(folder, target, StandardCopyOption.ATOMIC_MOVE);
    force(target.getParent());
  }

  /** A folder can be forced on POSIX systems; Windows refuses to open one and needs no forcing. */
  private static void force(Path directory) throws IOException {
    if (!Files.getFileStore(directory).supportsFileAttributeView("posix")) {
      return;
    }
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }

  @Override
  public void close() throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, IOException e)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
