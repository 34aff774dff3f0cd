package org.truncus.gateway.dicomweb;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.InstanceRow;
import org.truncus.gateway.work.InstanceTable;

/** The instances that a gateway holds, by their UIDs. Thread-safe. */
public final class Archive {

  private final Database database;
  private final DataFolder folder;
  private final InstanceTable instances = new InstanceTable();

  /** Over a gateway's own database and folder. */
  public Archive(Database database, DataFolder folder) {
    this.database = database;
    this.folder = folder;
  }

  /**
   * An instance and its file.
   *
   * @param row as the database has it
   * @param file a Part 10 file
   */
  public record Held(InstanceRow row, Path file) {}

  /**
   * What an address names.
   *
   * @param present instances whose files are there
   * @param gone how many were received, but aren't kept any more
   */
  public record Selection(List<Held> present, int gone) {

    /** Copies the list. */
    public Selection {
      present = List.copyOf(present);
    }

    /** Whether no such instance was ever received. */
    public boolean isUnknown() {
      return present.isEmpty() && gone == 0;
    }
  }

  /** The instances of a study, of a series of it, or one instance of that. */
  public Selection select(String study, Optional<String> series, Optional<String> instance) {
    List<InstanceRow> rows =
        instance.isPresent()
            ? database
                .transact(handle -> instances.find(handle, instance.get()))
                .filter(row -> row.studyUid().equals(study))
                .stream()
                .toList()
            : database.transact(handle -> instances.ofStudy(handle, study, Integer.MAX_VALUE));
    List<InstanceRow> named =
        rows.stream()
            .filter(row -> series.isEmpty() || series.get().equals(row.seriesUid()))
            .toList();
    List<Held> present =
        named.stream()
            .map(row -> new Held(row, folder.instance(row.sha256())))
            .filter(held -> Files.isRegularFile(held.file()))
            .toList();
    return new Selection(present, named.size() - present.size());
  }
}
