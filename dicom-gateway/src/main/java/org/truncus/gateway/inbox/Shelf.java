package org.truncus.gateway.inbox;

import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.dicom.Tag;
import org.truncus.gateway.audit.AuditEvent;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.audit.AuditRow;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.InstanceRow;
import org.truncus.gateway.work.InstanceTable;
import org.truncus.gateway.work.OutputTable;
import org.truncus.gateway.work.ReceivedFiles;
import org.truncus.gateway.work.StudyTable;

/**
 * Puts a checked file in its place and its row into the database, once for each SOP Instance UID:
 * the first wins, the identical one is welcome again, another content is quarantined.
 */
final class Shelf {

  private static final Logger LOG = LoggerFactory.getLogger(Shelf.class);

  private final DataFolder folder;
  private final Database database;
  private final StudyTable studies;
  private final AuditLog audit;
  private final Quarantine quarantine;
  private final OwnOutput ownOutput;
  private final Clock clock;
  private final InstanceTable instances = new InstanceTable();
  private final ReceivedFiles files;
  private final OutputTable outputs = new OutputTable();
  private final Object[] byInstance = locks();
  private final Object[] byStudy = locks();

  Shelf(
      DataFolder folder,
      Database database,
      StudyTable studies,
      AuditLog audit,
      Quarantine quarantine,
      OwnOutput ownOutput,
      Clock clock) {
    this.folder = folder;
    this.database = database;
    this.studies = studies;
    this.audit = audit;
    this.quarantine = quarantine;
    this.ownOutput = ownOutput;
    this.clock = clock;
    this.files = new ReceivedFiles(database, folder);
  }

  /**
   * Returns when the instance would survive a power cut, or needn't be kept.
   *
   * @return whether an instance of that UID is here: a report of ours isn't
   */
  boolean put(StoreRequest request, Reception reception, HeaderCheck.Identity identity)
      throws IOException {
    String uid = request.affectedSOPInstanceUID();
    String dataSetDigest = reception.dataSetDigest();
    synchronized (of(byInstance, uid)) {
      Optional<String> known = database.transact(handle -> instances.dataSetDigest(handle, uid));
      if (known.isEmpty() && isOwn(identity, uid)) {
        note(request, identity, AuditEvent.OWN_OUTPUT_IGNORED, null);
        return false;
      }
      if (known.isEmpty()) {
        keep(request, reception, identity, dataSetDigest);
      } else if (known.get().equals(dataSetDigest)) {
        boolean again = files.restore(uid, reception.part(), reception.fileDigest());
        note(
            request,
            identity,
            AuditEvent.INSTANCE_RECEIVED,
            again ? "kept again after its retention time" : "identical duplicate");
      } else {
        conflict(request, reception, identity);
      }
      return true;
    }
  }

  private boolean isOwn(HeaderCheck.Identity identity, String uid) {
    return ownOutput.wrote(identity.header())
        || (OwnOutput.mayBe(identity.header())
            && database.transact(handle -> outputs.find(handle, uid)).isPresent());
  }

  private void keep(
      StoreRequest request,
      Reception reception,
      HeaderCheck.Identity identity,
      String dataSetDigest)
      throws IOException {
    String digest = reception.fileDigest();
    folder.keep(reception.part(), digest);
    String aet = request.association().callingAet();
    String modality = identity.header().string(Tag.Modality).orElse("");
    synchronized (of(byStudy, identity.studyUid())) {
      database.transact(
          handle -> {
            int revision = studies.touch(handle, identity.studyUid(), aet, modality);
            instances.add(
                handle,
                new InstanceRow(
                    request.affectedSOPInstanceUID(),
                    request.affectedSOPClassUID(),
                    identity.studyUid(),
                    identity.seriesUid(),
                    request.transferSyntaxUID(),
                    digest,
                    dataSetDigest,
                    reception.bytes(),
                    revision,
                    aet,
                    clock.millis()));
            audit.add(handle, row(request, identity, AuditEvent.INSTANCE_RECEIVED, null));
            return revision;
          });
    }
    database.sync(); // not inside of the study's lock: its other senders share the wait
  }

  private void conflict(StoreRequest request, Reception reception, HeaderCheck.Identity identity)
      throws IOException {
    LOG.warn(
        "instance {} came again with other content; the first stays, this one is quarantined",
        request.affectedSOPInstanceUID());
    reception.sync();
    quarantine.keepWhole(
        reception.part(),
        "CONFLICT",
        request.association(),
        AuditRow.failed(
            AuditEvent.INSTANCE_CONFLICT,
            Inbox.peer(request.association()),
            identity.studyUid(),
            request.affectedSOPInstanceUID(),
            "other content under a known UID"));
  }

  private void note(
      StoreRequest request, HeaderCheck.Identity identity, AuditEvent event, String detail) {
    // Durably: what the first sender was told about the instance need not be on the disk yet.
    database.durablyDo(handle -> audit.add(handle, row(request, identity, event, detail)));
  }

  private static AuditRow row(
      StoreRequest request, HeaderCheck.Identity identity, AuditEvent event, String detail) {
    return AuditRow.ok(
        event,
        Inbox.peer(request.association()),
        identity.studyUid(),
        request.affectedSOPInstanceUID(),
        detail);
  }

  private static Object[] locks() {
    return IntStream.range(0, 1024).mapToObj(i -> new Object()).toArray();
  }

  private static Object of(Object[] locks, String key) {
    return locks[Math.floorMod(key.hashCode(), locks.length)];
  }
}
