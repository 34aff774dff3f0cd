package org.truncus.gateway.dimse.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.StoreFolder;
import org.truncus.gateway.dimse.builtin.Tool;

/** DCMTK's users against our provider. */
@Timeout(120)
abstract class DcmtkUserContract extends ContractPart {

  private static final ListenOptions OPTIONS =
      ListenOptions.of("GATEWAY", 0, List.of(AcceptRule.parse("MOD1@127.0.0.1")));

  private final DicomTransport transport = transport();

  @TempDir Path scratch;
  private StoreFolder store;
  private DicomListener listener;

  @BeforeEach
  void listen() {
    store = new StoreFolder(scratch.resolve("received"));
    listener = transport.listen(OPTIONS, store);
  }

  @AfterEach
  void close() {
    listener.close();
  }

  @ParameterizedTest
  @CsvSource({
    "GATEWAY, MOD1, 0, Received Echo Response (Success)",
    "WRONG, MOD1, 1, Called AE Title Not Recognized",
    "GATEWAY, EVIL, 1, Calling AE Title Not Recognized"
  })
  void echoscu(String called, String calling, int exitCode, String says) throws Exception {
    Tool.Outcome outcome =
        Tool.named("echoscu")
            .run(scratch, "-v", "-aet", calling, "-aec", called, "127.0.0.1", listener.port());
    assertThat(outcome.output()).contains(says);
    assertThat(outcome.exitCode() == 0).isEqualTo(exitCode == 0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-v",
        "--max-pdu 4096",
        "--max-pdu 131072",
        "--max-send-pdu 4096",
        "--propose-little",
        "--propose-big",
        "--propose-implicit",
        "--combine",
        "-R"
      })
  void storescu(String options) throws Exception {
    Path folder = Files.createDirectory(scratch.resolve("sent"));
    IntStream.range(0, 5).forEach(i -> TestInstances.file(folder, i, 150));
    Tool.Outcome outcome = store("storescu", folder, options.split(" "));
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertReceived(5, 150);
  }

  @Test
  void storescuInBigEndian() throws Exception {
    Path folder = Files.createDirectory(scratch.resolve("sent"));
    TestInstances.file(folder, 0, 50, TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
    assertThat(store("storescu", folder, "--propose-big").exitCode()).isZero();
    DicomFile received = DicomReader.read(store.files().get(0));
    assertThat(received.transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_BIG_ENDIAN);
  }

  @Test
  void dcmsend() throws Exception {
    Path folder = Files.createDirectory(scratch.resolve("sent"));
    IntStream.range(0, 20).forEach(i -> TestInstances.file(folder, i, 40));
    Path report = scratch.resolve("report.txt");
    Tool.Outcome outcome = store("dcmsend", folder, "-dn", "+crf", report.toString());
    assertThat(outcome.exitCode()).as(outcome.output()).isZero();
    assertThat(Files.readString(report)).containsPattern("(?s)SUCCESS");
    assertReceived(20, 40);
  }

  @Test
  void keepsWhatWasCompleteBeforeAnAbort() throws Exception {
    Path folder = Files.createDirectory(scratch.resolve("sent"));
    IntStream.range(0, 2).forEach(i -> TestInstances.file(folder, i, 40));
    Tool.Outcome outcome = store("storescu", folder, "--abort");
    assertThat(outcome.output()).contains("Aborting Association");
    await().untilAsserted(() -> assertThat(listener.associations()).isEmpty());
    assertReceived(2, 40);
  }

  @Test
  void keepsNothingPartialOfAUserThatIsKilled() throws Exception {
    Path folder = Files.createDirectory(scratch.resolve("sent"));
    TestInstances.file(folder, 0, 4000);
    Process process =
        Tool.named("storescu")
            .start(scratch.resolve("killed.txt"), arguments(folder, "--max-send-pdu", "4096"));
    await().until(() -> !listener.associations().isEmpty() || !process.isAlive());
    process.destroyForcibly().waitFor();
    await().untilAsserted(() -> assertThat(listener.associations()).isEmpty());
    try (var left = Files.list(scratch.resolve("received"))) {
      assertThat(left.filter(f -> f.toString().endsWith(".part"))).isEmpty();
    }
    assertReceived(store.files().size(), 4000);
  }

  @Test
  void refusesUidsThatAreNone() throws Exception {
    Path folder = Files.createDirectory(scratch.resolve("sent"));
    DataSet evil = TestInstances.dataSet(0, 20);
    evil.set(Tag.SOPInstanceUID, "../../../tmp/pwn");
    DicomWriter.write(
        folder.resolve("evil.dcm"), DicomFile.of(evil, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    Tool.Outcome outcome = store("storescu", folder, "-v");
    assertThat(outcome.output()).contains("CannotUnderstand");
    assertThat(store.files()).isEmpty();
  }

  private Tool.Outcome store(String tool, Path folder, String... options)
      throws IOException, InterruptedException {
    return Tool.named(tool).run(scratch, arguments(folder, options));
  }

  private Object[] arguments(Path folder, String... options) {
    List<Object> arguments =
        new ArrayList<>(List.of("-v", "+sd", "-aet", "MOD1", "-aec", "GATEWAY"));
    arguments.addAll(List.of(options));
    arguments.addAll(List.of("127.0.0.1", listener.port(), folder));
    return arguments.toArray();
  }

  private void assertReceived(int count, int side) throws IOException {
    List<Path> files = store.files();
    assertThat(files).hasSize(count);
    for (int i = 0; i < count; i++) {
      DicomFile received =
          DicomReader.read(scratch.resolve("received/" + TestInstances.uid(i) + ".dcm"));
      assertThat(TestInstances.bytes(received.dataSet(), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN))
          .isEqualTo(
              TestInstances.bytes(
                  TestInstances.dataSet(i, side), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }
  }
}
