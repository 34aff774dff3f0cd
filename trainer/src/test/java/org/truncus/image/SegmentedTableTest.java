package org.truncus.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.InvalidDicomException;
import org.truncus.dicom.Pydicom;
import org.truncus.dicom.Tag;

class SegmentedTableTest {

  private static final int RED = Tag.SegmentedRedPaletteColorLookupTableData;

  @TempDir Path folder;

  private static byte[] words(int... fields) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * fields.length).order(ByteOrder.LITTLE_ENDIAN);
    Arrays.stream(fields).forEach(field -> bytes.putShort((short) field));
    return bytes.array();
  }

  @Test
  void runsLinesAndRepetitions() {
    byte[] data = words(0, 2, 100, 0xFF00, 1, 4, 0xFF08, 2, 2, 0, 0);
    assertThat(SegmentedTable.expand(RED, data, 16, 12))
        .containsExactly(
            100, 0xFF00, 0xFF02, 0xFF04, 0xFF06, 0xFF08, 100, 0xFF00, 0xFF02, 0xFF04, 0xFF06,
            0xFF08);
  }

  @Test
  void fieldsAreBytesWhereEntriesAre() {
    byte[] data = {0, 1, 10, 1, 2, 14, 2, 1, 0, 0, 0, 0};
    assertThat(SegmentedTable.expand(RED, data, 8, 4)).containsExactly(10, 12, 14, 10);
  }

  @Test
  void brokenOnesAreRefused() {
    List<byte[]> broken =
        List.of(
            words(0, 5, 1),
            words(1, 4, 7),
            words(0, 1, 1, 2, 1, 6, 0),
            words(0, 1, 1, 2, 1, 1, 0),
            words(9, 1, 1),
            words(0, 20, 1, 2, 3),
            new byte[0]);
    for (byte[] data : broken) {
      assertThatThrownBy(() -> SegmentedTable.expand(RED, data, 16, 4))
          .isInstanceOf(InvalidDicomException.class)
          .hasMessageContaining("SegmentedRedPaletteColorLookupTableData");
    }
  }

  @Test
  void emptyRepetitionsComeToAnEnd() {
    int empty = 10_000;
    int[] fields = new int[2 * empty + 4 * 20]; // empty runs, and twenty repetitions of them all
    for (int i = 2 * empty; i < fields.length; i += 4) {
      fields[i] = 2;
      fields[i + 1] = empty;
    }
    assertThatThrownBy(() -> SegmentedTable.expand(RED, words(fields), 16, 4))
        .isInstanceOf(InvalidDicomException.class)
        .hasMessageContaining("segments");
  }

  @Test
  void aRealPaletteIsWhatPydicomMakesOfIt() throws IOException {
    Path file = SharedData.folder("dicom").resolve("pydicom/summer.dcm");
    DataSet dataSet = DicomReader.read(file).dataSet();
    int[] descriptors = {
      Tag.RedPaletteColorLookupTableDescriptor,
      Tag.GreenPaletteColorLookupTableDescriptor,
      Tag.BluePaletteColorLookupTableDescriptor
    };
    List<String> theirs = Pydicom.check(folder, "palette", file);
    for (int c = 0; c < 3; c++) {
      LookupTable table = LookupTable.of(dataSet, descriptors[c], descriptors[c] + 0x100, RED + c);
      assertThat(
              Arrays.stream(table.entries())
                  .mapToObj(Integer::toString)
                  .collect(Collectors.joining(" ")))
          .isEqualTo(theirs.get(c));
    }
  }
}
