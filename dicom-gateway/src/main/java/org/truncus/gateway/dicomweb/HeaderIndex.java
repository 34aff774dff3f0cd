package org.truncus.gateway.dicomweb;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.InstanceRow;
import org.truncus.gateway.work.InstanceTable;
import org.truncus.gateway.work.StudyRow;

/**
 * The headers of the studies that were searched last, read from their files when they are first
 * needed: the database holds no patient data. Bounded, and nothing of it is ever written anywhere.
 * Thread-safe.
 */
final class HeaderIndex {

  private final Database database;
  private final DataFolder folder;
  private final int maxSeries;
  private final InstanceTable instances = new InstanceTable();
  private final Map<String, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private int heldSeries;

  /** Facts, and which state of the study they are of. */
  private record Entry(int revision, long lastReceivedAt, StudyFacts facts) {
    boolean isOf(StudyRow study) {
      return revision == study.revision() && lastReceivedAt == study.lastReceivedAt();
    }
  }

  /** Keeps headers of at most that many series. */
  HeaderIndex(Database database, DataFolder folder, int maxSeries) {
    this.database = database;
    this.folder = folder;
    this.maxSeries = maxSeries;
  }

  /** What is held of a study; empty where its files would have to be read. */
  synchronized Optional<StudyFacts> held(StudyRow study) {
    return Optional.ofNullable(entries.get(study.studyUid()))
        .filter(entry -> entry.isOf(study))
        .map(Entry::facts);
  }

  /** Reads a study's files, and keeps what was found where the study is closed. */
  StudyFacts read(StudyRow study) {
    List<InstanceRow> rows =
        database.transact(handle -> instances.ofStudy(handle, study.studyUid(), Integer.MAX_VALUE));
    StudyFacts facts = StudyFacts.read(study.studyUid(), rows, folder);
    if (study.closed()) {
      keep(study, facts);
    }
    return facts;
  }

  private synchronized void keep(StudyRow study, StudyFacts facts) {
    Entry old =
        entries.put(study.studyUid(), new Entry(study.revision(), study.lastReceivedAt(), facts));
    heldSeries += facts.series().size() - (old == null ? 0 : old.facts().series().size());
    Iterator<Entry> eldest = entries.values().iterator();
    while (heldSeries > maxSeries && eldest.hasNext()) {
      heldSeries -= eldest.next().facts().series().size();
      eldest.remove();
    }
  }

  /** How many series are held. */
  synchronized int size() {
    return heldSeries;
  }
}
