package org.truncus.gateway.work;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes received files out of the store that no row needs: a crash between the two steps of
 * retention leaves such, which are removed, and one between file and row, which are set aside.
 * Looks through the store once after the start and then once a day, one of its 256 folders at a
 * step. For one thread.
 */
public final class OrphanSweep {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanSweep.class);
  private static final int FOLDERS = 256;
  private static final String SUFFIX = ".dcm";

  /** Younger files may still get their row: their sender has no answer yet. */
  private static final Duration GRACE = Duration.ofMinutes(10);

  private static final Duration PAUSE = Duration.ofDays(1);

  private final Database database;
  private final DataFolder folder;
  private final ReceivedFiles files;
  private final Clock clock;
  private final InstanceTable instances = new InstanceTable();
  private int position;
  private long notBefore = Long.MIN_VALUE;

  /** Over the gateway's store. */
  public OrphanSweep(Database database, DataFolder folder, Clock clock) {
    this.database = database;
    this.folder = folder;
    this.files = new ReceivedFiles(database, folder);
    this.clock = clock;
  }

  /** Looks through the next folder. Returns whether there are more to look through now. */
  public boolean step() {
    if (position == 0 && clock.millis() < notBefore) {
      return false;
    }
    Path outer = folder.instances().resolve(String.format(Locale.ROOT, "%02x", position));
    position = (position + 1) % FOLDERS;
    if (position == 0) {
      notBefore = clock.millis() + PAUSE.toMillis();
    }
    if (Files.isDirectory(outer)) {
      try (DirectoryStream<Path> inner = Files.newDirectoryStream(outer)) {
        for (Path leaf : inner) {
          sweep(leaf);
        }
      } catch (IOException e) {
        LOG.warn("{} can't be looked through: {}", outer, Failures.describe(e));
      }
    }
    return position != 0;
  }

  private void sweep(Path leaf) throws IOException {
    List<String> old = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(leaf, "*" + SUFFIX)) {
      for (Path file : entries) {
        if (isOld(file)) {
          old.add(digest(file));
        }
      }
    }
    if (old.isEmpty()) {
      return;
    }
    List<String> needed = database.transact(handle -> instances.needed(handle, old));
    old.removeAll(needed);
    for (String sha256 : old) {
      // Once more: the same object may just be coming again, under the same name.
      if (isOld(folder.instance(sha256)) && files.removeUnneeded(sha256)) {
        LOG.warn("a received file that no row needs was removed or set aside: {}", sha256);
      }
    }
  }

  private boolean isOld(Path file) throws IOException {
    try {
      return Files.getLastModifiedTime(file).toMillis() < clock.millis() - GRACE.toMillis();
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private static String digest(Path file) {
    String name = file.getFileName().toString();
    return name.substring(0, name.length() - SUFFIX.length());
  }
}
