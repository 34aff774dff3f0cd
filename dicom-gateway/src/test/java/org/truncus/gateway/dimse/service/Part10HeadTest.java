package org.truncus.gateway.dimse.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.Limits;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.gateway.dimse.contract.TestInstances;
import org.truncus.problem.TruncusException;

class Part10HeadTest {

  @TempDir Path folder;

  @Test
  void findsUidsAndTheDataSet() throws IOException {
    Part10Head head = Part10Head.read(TestInstances.file(folder, 1, 10));
    assertThat(head.sopClassUID()).isEqualTo(TestInstances.SOP_CLASS);
    assertThat(head.sopInstanceUID()).isEqualTo(TestInstances.uid(1));
    assertThat(head.transferSyntaxUID()).isEqualTo(TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN.uid());
    try (InputStream in = head.openDataSet()) {
      assertThat(in.readAllBytes())
          .isEqualTo(
              TestInstances.bytes(
                  TestInstances.dataSet(1, 10), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
    }
  }

  @Test
  void refusesEveryTruncation() throws IOException {
    Path file = TestInstances.file(folder, 1, 10);
    byte[] whole = Files.readAllBytes(file);
    int offset = (int) Part10Head.read(file).dataSetOffset();
    int refused = 0;
    for (int length = 0; length < offset; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      try {
        assertThat(Part10Head.read(file).dataSetOffset())
            .as("cut after an element")
            .isEqualTo(length);
      } catch (InvalidDicomException e) {
        assertThat(e).hasMessageContaining("instance-1.dcm");
        refused++;
      }
    }
    assertThat(refused).isBetween(offset - 3, offset - 1);
  }

  @Test
  void survivesMutants() throws IOException {
    Random random = new Random(5);
    Path file = TestInstances.file(folder, 1, 2);
    byte[] whole = Files.readAllBytes(file);
    int refused = 0;
    for (int i = 0; i < 500; i++) {
      byte[] mutant = whole.clone();
      for (int j = 0; j < 3; j++) {
        mutant[128 + random.nextInt(250)] = (byte) random.nextInt();
      }
      Files.write(file, mutant);
      try {
        assertThat(Part10Head.read(file).dataSetOffset()).isBetween(132L, (long) whole.length);
      } catch (InvalidDicomException e) {
        refused++;
      }
    }
    assertThat(refused).as("seed 5").isBetween(50, 500);
  }

  /** Both readers of file meta information agree on real files. */
  @Test
  void agreesWithTheFileReader() throws IOException {
    Path data = Path.of(System.getProperty("truncus.root", "."), "..", "shared", "data", "dicom");
    Assumptions.assumeTrue(Files.isDirectory(data), "the shared DICOM files aren't here");
    int compared = 0;
    try (Stream<Path> files = Files.walk(data)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".dcm")).sorted().toList()) {
        compared += agrees(file) ? 1 : 0;
      }
    }
    assertThat(compared).isGreaterThan(20);
  }

  private static boolean agrees(Path file) throws IOException {
    DicomFile read;
    Part10Head head;
    try {
      read = DicomReader.readHeader(file);
      head = Part10Head.read(file);
    } catch (TruncusException e) {
      return false;
    }
    assertThat(head.transferSyntaxUID()).as(file.toString()).isEqualTo(read.transferSyntax().uid());
    assertThat(read.meta().string(Tag.MediaStorageSOPInstanceUID)).contains(head.sopInstanceUID());
    try (InputStream in = head.openDataSet()) {
      assertThat(DicomReader.readDataSetHeader(in, read.transferSyntax(), Limits.header()).tags())
          .as(file.toString())
          .isEqualTo(read.dataSet().tags());
    }
    return true;
  }
}
