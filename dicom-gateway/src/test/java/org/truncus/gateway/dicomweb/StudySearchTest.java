package org.truncus.gateway.dicomweb;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;
import org.truncus.gateway.MovableClock;
import org.truncus.gateway.SampleImages;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.gateway.inbox.DiskGuard;
import org.truncus.gateway.inbox.Inbox;
import org.truncus.gateway.inbox.Intake;
import org.truncus.gateway.inbox.QueuePressure;
import org.truncus.gateway.work.CompletionRule;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.DiskSpace;
import org.truncus.gateway.work.StudyTable;

/** The bounds of a search. */
class StudySearchTest {

  private static final Map<String, List<String>> CHEST = Map.of("PatientName", List.of("canary*"));

  @TempDir Path data;
  private final MovableClock clock = new MovableClock();
  private DataFolder folder;
  private Database database;
  private StudyTable studies;

  @BeforeEach
  void receive() throws IOException {
    folder = DataFolder.open(data.resolve("gateway"));
    database = Database.embedded(folder);
    studies =
        new StudyTable(
            clock, new CompletionRule(Duration.ZERO, Optional.empty(), Duration.ofHours(1)));
    Inbox inbox =
        new Inbox(
            folder,
            database,
            studies,
            new AuditLog(clock),
            new Intake(
                new DiskGuard(() -> new DiskSpace(1, 9), 1, 0),
                new QueuePressure(() -> 0, 10, 20, clock)),
            UID.nameBased("own device"),
            clock);
    for (int study = 1; study <= 4; study++) {
      clock.advance(Duration.ofSeconds(1));
      StoreRequest request =
          new StoreRequest(
              new AssociationInfo("a", "MOD1", "TRUNCUS", "127.0.0.1"),
              UID.ComputedRadiographyImageStorage,
              SampleImages.instanceUid(study, 1),
              UID.ExplicitVRLittleEndian);
      byte[] image = SampleImages.encoded(SampleImages.image(study, 1, 0.5));
      inbox.store(request, new ByteArrayInputStream(image));
    }
    database.transact(handle -> handle.execute("update study set closed = true"));
  }

  @AfterEach
  void close() {
    database.close();
    folder.close();
  }

  @Test
  void aSearchReadsSoManyFilesTheNewestFirstAndTheNextGoesOn() {
    StudySearch search = new StudySearch(database, folder, studies, 10, 2);

    StudySearch.Answer first = search.studies(CHEST);
    assertThat(first.matches())
        .extracting(study -> study.string(Tag.StudyInstanceUID).orElseThrow())
        .containsExactly(SampleImages.studyUid(4), SampleImages.studyUid(3));
    assertThat(first.warnings()).anyMatch(warning -> warning.startsWith("not everything"));

    StudySearch.Answer second = search.studies(CHEST);
    assertThat(second.matches()).hasSize(4);
    assertThat(second.warnings()).isEmpty();
  }

  @Test
  void theIndexIsBounded() {
    StudySearch search = new StudySearch(database, folder, studies, 2, 100);

    assertThat(search.studies(CHEST).matches()).hasSize(4);
    assertThat(search.indexed()).isEqualTo(2);
    assertThat(search.studies(CHEST).matches()).hasSize(4);
    assertThat(search.indexed()).isEqualTo(2);
  }

  @Test
  void aStudyThatStillReceivesIsReadAnew() {
    database.transact(handle -> handle.execute("update study set closed = false"));
    StudySearch search = new StudySearch(database, folder, studies, 10, 100);

    assertThat(search.studies(CHEST).matches()).hasSize(4);
    assertThat(search.indexed()).isZero();
  }
}
