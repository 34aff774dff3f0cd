package org.truncus.gateway.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.UID;
import org.truncus.gateway.MovableClock;
import org.truncus.gateway.SampleImages;
import org.truncus.gateway.dimse.CommitmentItem;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.work.CompletionRule;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.InstanceRow;
import org.truncus.gateway.work.InstanceTable;
import org.truncus.gateway.work.StudyTable;

/** What we say that we keep. */
class KeepingTest {

  private static final String DIGEST = "ab".repeat(32);

  @TempDir Path temp;
  private final MovableClock clock = new MovableClock();
  private final InstanceTable instances = new InstanceTable();
  private DataFolder folder;
  private Database database;

  @BeforeEach
  void open() throws IOException {
    folder = DataFolder.open(temp.resolve("gateway"));
    database = Database.embedded(folder);
    folder.keep(Files.write(folder.incoming(), new byte[5]), DIGEST);
    database.durablyDo(
        handle -> {
          CompletionRule rule =
              new CompletionRule(Duration.ZERO, Optional.empty(), Duration.ofHours(1));
          new StudyTable(clock, rule).touch(handle, SampleImages.studyUid(1), "MOD1", "CR");
          instances.add(
              handle,
              new InstanceRow(
                  SampleImages.instanceUid(1, 1),
                  UID.ComputedRadiographyImageStorage,
                  SampleImages.studyUid(1),
                  "1.2.3",
                  UID.ExplicitVRLittleEndian,
                  DIGEST,
                  DIGEST,
                  5,
                  1,
                  "MOD1",
                  clock.millis()));
        });
  }

  @AfterEach
  void close() {
    database.close();
    folder.close();
  }

  @Test
  void whatIsThereIsKeptUntilRetentionRemovesIt() {
    assertThat(ask().committed()).hasSize(1);
    database.durablyDo(handle -> instances.purge(handle, SampleImages.studyUid(1), clock.millis()));
    // The file may still be there for a moment.
    assertThat(folder.instance(DIGEST)).exists();
    assertThat(ask().committed()).isEmpty();
    assertThat(ask().failed().get(0).reason()).isEqualTo(0x0112);
  }

  @Test
  void aFileThatIsNotWholeIsNotKept() throws IOException {
    Files.write(folder.instance(DIGEST), new byte[4]);
    assertThat(ask().failed().get(0).reason()).isEqualTo(0x0110);
  }

  private CommitmentResult ask() {
    CommitmentItem item =
        new CommitmentItem(UID.ComputedRadiographyImageStorage, SampleImages.instanceUid(1, 1));
    CommitmentRequest request = new CommitmentRequest("1.2.3.4", List.of(item));
    return database.transact(handle -> new Keeping(folder, instances).of(handle, request));
  }
}
