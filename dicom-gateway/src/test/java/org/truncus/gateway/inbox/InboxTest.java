package org.truncus.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;
import org.truncus.gateway.MovableClock;
import org.truncus.gateway.SampleImages;
import org.truncus.gateway.audit.AuditLog;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.AssociationLostException;
import org.truncus.gateway.dimse.ObjectTooLargeException;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.gateway.work.CompletionRule;
import org.truncus.gateway.work.DataFolder;
import org.truncus.gateway.work.Database;
import org.truncus.gateway.work.DiskSpace;
import org.truncus.gateway.work.InstanceRow;
import org.truncus.gateway.work.InstanceTable;
import org.truncus.gateway.work.StudyRow;
import org.truncus.gateway.work.StudyTable;

class InboxTest {

  private static final AssociationInfo MODALITY =
      new AssociationInfo("a1", "MOD1", "TRUNCUS", "127.0.0.1");
  private static final long RESERVE = 1000;
  private static final long SIZE = 1_000_000;
  private static final String OWN_DEVICE = UID.nameBased("own device");

  @TempDir Path data;
  private final MovableClock clock = new MovableClock();
  private final AtomicLong free = new AtomicLong(RESERVE);
  private final AtomicLong waiting = new AtomicLong();
  private DataFolder folder;
  private Database database;
  private StudyTable studies;
  private Inbox inbox;

  @BeforeEach
  void open() {
    folder = DataFolder.open(data.resolve("gateway"));
    database = Database.embedded(folder);
    studies =
        new StudyTable(
            clock,
            new CompletionRule(
                Duration.ofSeconds(60), Optional.of(Duration.ofSeconds(10)), Duration.ofHours(1)));
    inbox =
        new Inbox(
            folder,
            database,
            studies,
            new AuditLog(clock),
            intake(() -> new DiskSpace(SIZE - free.get(), free.get())),
            OWN_DEVICE,
            clock);
  }

  @AfterEach
  void close() {
    database.close();
    folder.close();
  }

  @Test
  void anInstanceIsOnDiskAsItCameAndInTheDatabase() throws IOException {
    DataSet image = SampleImages.image(1, 1, 0.5);

    assertThat(send(image)).isEqualTo(0x0000);

    InstanceRow row = instance(SampleImages.instanceUid(1, 1)).orElseThrow();
    byte[] file = Files.readAllBytes(folder.instance(row.sha256()));
    byte[] sent = SampleImages.encoded(image);
    assertThat(Arrays.copyOfRange(file, file.length - sent.length, file.length)).isEqualTo(sent);
    assertThat(row.bytes()).isEqualTo(file.length);
    assertThat(row.studyUid()).isEqualTo(SampleImages.studyUid(1));
    StudyRow study = study(1);
    assertThat(study.closed()).isFalse();
    assertThat(study.dueAt()).isEqualTo(clock.millis() + 60_000);
    assertThat(events()).containsExactly("INSTANCE_RECEIVED");
    assertThat(files("incoming")).isEmpty();
  }

  @Test
  void theSameInstanceAgainIsWelcomeAndKeptOnce() throws IOException {
    send(SampleImages.image(1, 1, 0.5));
    Path stored = files("data").get(0);

    assertThat(send(SampleImages.image(1, 1, 0.5))).isEqualTo(0x0000);

    assertThat(files("data")).containsExactly(stored);
    assertThat(files("quarantine")).isEmpty();
  }

  @Test
  void otherContentUnderAKnownUidIsQuarantinedAndTheFirstStays() throws IOException {
    send(SampleImages.image(1, 1, 0.5));
    Path stored = files("data").get(0);

    assertThat(send(SampleImages.image(1, 1, 0.5).set(Tag.StudyDescription, "changed")))
        .isEqualTo(0x0000);

    assertThat(files("data")).containsExactly(stored);
    assertThat(files("quarantine")).hasSize(1);
    assertThat(events()).containsExactly("INSTANCE_RECEIVED", "INSTANCE_CONFLICT");
  }

  @Test
  void aDataSetOfAnotherInstanceThanTheCommandSaysIsRefused() throws IOException {
    byte[] bytes = SampleImages.encoded(SampleImages.image(1, 1, 0.5));

    assertThat(send(UID.ComputedRadiographyImageStorage, SampleImages.instanceUid(1, 2), bytes))
        .isEqualTo(0xA900);
    assertThat(send(UID.CTImageStorage, SampleImages.instanceUid(1, 1), bytes)).isEqualTo(0xA900);

    assertThat(files("data")).isEmpty();
    assertThat(events()).containsExactly("INSTANCE_REFUSED", "INSTANCE_REFUSED");
  }

  @Test
  void illegalUidsAreRefusedAndNothingLiesOutsideOfTheFolder() throws IOException {
    String evil = "../../../../tmp/pwn";
    byte[] bytes =
        SampleImages.encoded(SampleImages.image(1, 1, 0.5).set(Tag.SOPInstanceUID, evil));

    assertThat(send(UID.ComputedRadiographyImageStorage, evil, bytes)).isEqualTo(0xC000);
    assertThat(send(SampleImages.image(1, 2, 0.5).set(Tag.StudyInstanceUID, "1.02.3")))
        .isEqualTo(0xC000);
    assertThat(send(SampleImages.image(1, 3, 0.5).remove(Tag.SeriesInstanceUID))).isEqualTo(0xC000);

    assertThat(files("data")).isEmpty();
    assertThat(files("quarantine")).hasSize(3).allMatch(f -> f.toString().endsWith(".head"));
    try (Stream<Path> siblings = Files.list(data)) {
      assertThat(siblings).containsExactly(data.resolve("gateway"));
    }
  }

  @Test
  void nonsenseIsRefusedAndItsHeadKept() throws IOException {
    byte[] nonsense = new byte[200_000];
    Arrays.fill(nonsense, (byte) 0xFE);

    assertThat(send(UID.ComputedRadiographyImageStorage, SampleImages.instanceUid(1, 1), nonsense))
        .isEqualTo(0xC000);

    assertThat(files("quarantine")).hasSize(1);
    assertThat(Files.size(files("quarantine").get(0))).isEqualTo(64 << 10);
  }

  @Test
  void aNearlyFullDiskRefusesUntilThereIsRoomAgain() throws IOException {
    free.set(RESERVE - 1);
    assertThat(send(SampleImages.image(1, 1, 0.5))).isEqualTo(0xA700);
    assertThat(instance(SampleImages.instanceUid(1, 1))).isEmpty();

    free.set(RESERVE + RESERVE / 4);
    assertThat(send(SampleImages.image(1, 1, 0.5))).isEqualTo(0x0000);
  }

  @Test
  void aFullQueueRefusesAndALongOneSlowsDown() throws IOException {
    waiting.set(21);
    assertThat(send(SampleImages.image(1, 1, 0.5))).isEqualTo(0xA700);
    assertThat(events()).containsExactly("INSTANCE_REFUSED");

    waiting.set(11);
    clock.advance(Duration.ofSeconds(1));
    long start = System.nanoTime();
    assertThat(send(SampleImages.image(1, 1, 0.5))).isEqualTo(0x0000);
    assertThat(System.nanoTime() - start).isGreaterThan(190_000_000); // a tenth of two seconds
  }

  @Test
  void commentsFitIntoTheirElement() {
    for (Refusal refusal : Refusal.values()) {
      assertThat(refusal.response().errorComment()).isNotEmpty().hasSizeLessThan(64);
    }
  }

  private Intake intake(Supplier<DiskSpace> disk) {
    return new Intake(
        new DiskGuard(disk, 1, RESERVE), new QueuePressure(waiting::get, 10, 20, clock));
  }

  @Test
  void aFailingDiskIsRefusedCountedAndWrittenDown() throws IOException {
    Files.delete(folder.root().resolve("data"));
    Files.writeString(folder.root().resolve("data"), "a file where the folder was");

    assertThat(send(SampleImages.image(1, 1, 0.5))).isEqualTo(0xA700);

    assertThat(instance(SampleImages.instanceUid(1, 1))).isEmpty();
    assertThat(inbox.counts().refused()).isEqualTo(1);
    assertThat(events()).containsExactly("INSTANCE_REFUSED");
    assertThat(files("incoming")).isEmpty();
  }

  @Test
  void aFileThatCantBeReadBackIsNotTheSendersFault() {
    StoreRequest request =
        request(UID.ComputedRadiographyImageStorage, SampleImages.instanceUid(1, 1));
    assertThatThrownBy(() -> HeaderCheck.check(folder.incoming(), request))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.refusal()).isEqualTo(Refusal.STORE_FAILED));
  }

  @Test
  void aDiskThatCantEvenBeLookedAtRefuses() throws IOException {
    inbox =
        new Inbox(
            folder,
            database,
            studies,
            new AuditLog(clock),
            intake(
                () -> {
                  throw new UncheckedIOException(new IOException("stale handle"));
                }),
            OWN_DEVICE,
            clock);

    assertThat(send(SampleImages.image(1, 1, 0.5))).isEqualTo(0xA700);
    assertThat(events()).containsExactly("INSTANCE_REFUSED");
  }

  @Test
  void anObjectOverTheLimitIsRefusedAndWrittenDown() throws IOException {
    InputStream endless =
        new InputStream() {
          @Override
          public int read() throws IOException {
            throw new ObjectTooLargeException(10);
          }

          @Override
          public int read(byte[] bytes, int from, int length) throws IOException {
            throw new ObjectTooLargeException(10);
          }
        };

    assertThat(
            inbox
                .store(
                    request(UID.ComputedRadiographyImageStorage, SampleImages.instanceUid(1, 1)),
                    endless)
                .status())
        .isEqualTo(0xA700);
    assertThat(inbox.counts().refused()).isEqualTo(1);
    assertThat(events()).containsExactly("INSTANCE_REFUSED");
  }

  @Test
  void nothingStaysOfAnInstanceWhoseAssociationIsLost() throws IOException {
    byte[] bytes = SampleImages.encoded(SampleImages.image(1, 1, 0.5));
    InputStream broken =
        new SequenceInputStream(
            new ByteArrayInputStream(bytes, 0, bytes.length / 2),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new AssociationLostException("gone");
              }

              @Override
              public int read(byte[] bytes, int from, int length) throws IOException {
                throw new AssociationLostException("gone");
              }
            });

    assertThatThrownBy(
            () ->
                inbox.store(
                    request(UID.ComputedRadiographyImageStorage, SampleImages.instanceUid(1, 1)),
                    broken))
        .isInstanceOf(AssociationLostException.class);

    assertThat(files("incoming")).isEmpty();
    assertThat(files("data")).isEmpty();
  }

  @Test
  void anOrderlyReleaseShortensTheWaitAndAnAbortDoesNot() throws IOException {
    send(SampleImages.image(1, 1, 0.5));
    inbox.associationClosed(MODALITY, true);
    assertThat(study(1).dueAt()).isEqualTo(clock.millis() + 60_000);

    send(SampleImages.image(1, 2, 0.5));
    inbox.associationClosed(MODALITY, false);
    assertThat(study(1).dueAt()).isEqualTo(clock.millis() + 10_000);
  }

  @Test
  void aLateInstanceOpensTheNextRevision() throws IOException {
    send(SampleImages.image(1, 1, 0.5));
    clock.advance(Duration.ofSeconds(61));
    database.transact(handle -> studies.close(handle, SampleImages.studyUid(1)));

    send(SampleImages.image(1, 2, 0.5));

    assertThat(study(1).revision()).isEqualTo(2);
    assertThat(study(1).closed()).isFalse();
    assertThat(instance(SampleImages.instanceUid(1, 2)).orElseThrow().revision()).isEqualTo(2);
  }

  @Test
  void ourOwnReportIsNotTakenBackIn() throws IOException {
    DataSet report =
        SampleImages.image(1, 1, 0.5)
            .setItems(
                Tag.AuthorObserverSequence, List.of(new DataSet().set(Tag.DeviceUID, OWN_DEVICE)));

    assertThat(send(report)).isEqualTo(0x0000);

    assertThat(files("data")).isEmpty();
    assertThat(events()).containsExactly("OWN_OUTPUT_IGNORED");
  }

  @Test
  void heatMapsAndWithdrawalsOfOursAreKnownByTheirDevice() throws IOException {
    DataSet own = SampleImages.image(1, 1, 0.5).set(Tag.DeviceUID, OWN_DEVICE);
    own.set(Tag.SOPClassUID, UID.SecondaryCaptureImageStorage).set(Tag.Modality, "OT");
    assertThat(send(own)).isEqualTo(0x0000);
    own.set(Tag.SOPInstanceUID, SampleImages.instanceUid(1, 2));
    own.set(Tag.SOPClassUID, UID.KeyObjectSelectionDocumentStorage).set(Tag.Modality, "KO");
    assertThat(send(own)).isEqualTo(0x0000);

    assertThat(files("data")).isEmpty();
    assertThat(events()).containsExactly("OWN_OUTPUT_IGNORED", "OWN_OUTPUT_IGNORED");
    own.set(Tag.DeviceUID, UID.nameBased("another gateway"));
    assertThat(send(own)).isEqualTo(0x0000);
    assertThat(files("data")).as("of another gateway").hasSize(1);
  }

  private int send(DataSet image) throws IOException {
    return send(
        image.string(Tag.SOPClassUID).orElseThrow(),
        image.string(Tag.SOPInstanceUID).orElseThrow(),
        SampleImages.encoded(image));
  }

  private int send(String sopClass, String sopInstance, byte[] bytes) throws IOException {
    return inbox.store(request(sopClass, sopInstance), new ByteArrayInputStream(bytes)).status();
  }

  private static StoreRequest request(String sopClass, String sopInstance) {
    return new StoreRequest(MODALITY, sopClass, sopInstance, UID.ExplicitVRLittleEndian);
  }

  private Optional<InstanceRow> instance(String uid) {
    return database.transact(handle -> new InstanceTable().find(handle, uid));
  }

  private StudyRow study(int n) {
    return database
        .transact(handle -> studies.find(handle, SampleImages.studyUid(n)))
        .orElseThrow();
  }

  private List<String> events() {
    return database.transact(
        handle ->
            handle.createQuery("select event from audit order by id").mapTo(String.class).list());
  }

  private List<Path> files(String kind) throws IOException {
    try (Stream<Path> all = Files.walk(folder.root().resolve(kind))) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
