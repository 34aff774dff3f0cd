package org.truncus.gateway.dimse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;
import org.truncus.problem.EnvironmentException;

class StoreFolderTest {

  private static final String SOP_CLASS = UID.Comprehensive3DSRStorage;
  private static final String SOP_INSTANCE = "2.25.4711";

  @TempDir Path scratch;

  @Test
  void writesAPart10FileUnderItsUid() throws IOException {
    StoreFolder folder = new StoreFolder(scratch.resolve("a/b"));
    assertThat(folder.store(request(SOP_INSTANCE), dataSet("ONE"))).isEqualTo(ok());
    assertThat(folder.files()).containsExactly(scratch.resolve("a/b/2.25.4711.dcm"));
    DicomFile file = DicomReader.read(folder.files().get(0));
    assertThat(file.transferSyntax()).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    assertThat(file.meta().string(Tag.MediaStorageSOPClassUID)).contains(SOP_CLASS);
    assertThat(file.dataSet().string(Tag.StudyID)).contains("ONE");
  }

  @Test
  void keepsTheFirstOfTwo() throws IOException {
    StoreFolder folder = new StoreFolder(scratch);
    assertThat(folder.store(request(SOP_INSTANCE), dataSet("ONE"))).isEqualTo(ok());
    assertThat(folder.store(request(SOP_INSTANCE), dataSet("TWO"))).isEqualTo(ok());
    assertThat(DicomReader.read(folder.files().get(0)).dataSet().string(Tag.StudyID))
        .contains("ONE");
    assertOnlyFiles(1);
  }

  @Test
  void refusesWhatDoesNotMatchItsCommand() throws IOException {
    StoreFolder folder = new StoreFolder(scratch);
    assertThat(folder.store(request("2.25.1"), dataSet("ONE")).status()).isEqualTo(0xA900);
    for (String evil : List.of("../../pwn", "1..2", "", "1.2/3")) {
      assertThat(folder.store(request(evil), dataSet("ONE")).status()).isEqualTo(0xC000);
    }
    assertThatThrownBy(
            () ->
                folder.store(
                    request(SOP_INSTANCE), new ByteArrayInputStream(new byte[] {8, 0, 5, 0})))
        .isInstanceOf(InvalidDicomException.class);
    assertOnlyFiles(0);
  }

  @Test
  void keepsNothingOfAStreamThatBreaks() throws IOException {
    StoreFolder folder = new StoreFolder(scratch);
    InputStream breaking =
        new SequenceInputStream(
            dataSet("ONE"),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new AssociationLostException("gone");
              }

              @Override
              public int read(byte[] bytes, int offset, int length) throws IOException {
                return read();
              }
            });
    assertThatThrownBy(() -> folder.store(request(SOP_INSTANCE), breaking))
        .isInstanceOf(AssociationLostException.class);
    assertOnlyFiles(0);
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Path file = Files.createFile(scratch.resolve("file"));
    assertThatThrownBy(() -> new StoreFolder(file.resolve("below")))
        .isInstanceOf(EnvironmentException.class)
        .hasMessageContaining("below");
  }

  private void assertOnlyFiles(int count) throws IOException {
    try (Stream<Path> all = Files.list(scratch)) {
      assertThat(all).hasSize(count);
    }
  }

  private static StoreResponse ok() {
    return StoreResponse.success();
  }

  private static StoreRequest request(String uid) {
    return new StoreRequest(
        new AssociationInfo("A1", "MOD1", "PACS", "127.0.0.1"),
        SOP_CLASS,
        uid,
        UID.ExplicitVRLittleEndian);
  }

  private static InputStream dataSet(String studyId) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DicomWriter.writeDataSet(
        out,
        new DataSet()
            .set(Tag.SOPClassUID, SOP_CLASS)
            .set(Tag.SOPInstanceUID, SOP_INSTANCE)
            .set(Tag.StudyID, studyId),
        TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN);
    return new ByteArrayInputStream(out.toByteArray());
  }
}
