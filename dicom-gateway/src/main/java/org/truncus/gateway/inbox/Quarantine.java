package org.truncus.gateway.inbox;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.DurableFiles;

/** Keeps what wasn't taken, with its reason, for a person to look into. */
final class Quarantine {

  private static final int HEAD_BYTES = 64 << 10;

  private final DataFolder folder;
  private final Database database;
  private final AuditLog audit;
  private final Clock clock;

  Quarantine(DataFolder folder, Database database, AuditLog audit, Clock clock) {
    this.folder = folder;
    this.database = database;
    this.audit = audit;
    this.clock = clock;
  }

  /** Keeps a whole file; it is moved away. */
  void keepWhole(Path file, String reason, AssociationInfo from, AuditRow event)
      throws IOException {
    long bytes = Files.size(file);
    Path kept = folder.quarantine(".dcm");
    DurableFiles.moveInto(file, kept);
    add(kept, bytes, reason, from, event);
  }

  /** Keeps the first 64 KiB of a file. */
  void keepHead(Path file, String reason, AssociationInfo from, AuditRow event) throws IOException {
    byte[] head;
    try (InputStream in = Files.newInputStream(file)) {
      head = in.readNBytes(HEAD_BYTES);
    }
    Path kept = folder.quarantine(".head");
    DurableFiles.write(folder.incoming(), kept, head);
    add(kept, head.length, reason, from, event);
  }

  private void add(Path kept, long bytes, String reason, AssociationInfo from, AuditRow event) {
    database.durablyDo(
        handle -> {
          handle
              .createUpdate(
                  "insert into quarantine (reason, sop_instance_uid, file, bytes, calling_aet,"
                      + " received_at) values (:reason, :uid, :file, :bytes, :aet, :now)")
              .bind("reason", reason)
              .bind("uid", event.objectUid())
              .bind("file", kept.getFileName().toString())
              .bind("bytes", bytes)
              .bind("aet", from.callingAet())
              .bind("now", clock.millis())
              .execute();
          audit.add(handle, event);
        });
  }
}
