package org.truncus.dicom;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.problem.TruncusException;

/** Characters and data sets between this code and pydicom, in both directions. */
class PydicomTest {

  @TempDir Path folder;

  /** Each defined term of PS3.3 section C.12.1.1.2, and some that are used together. */
  @Test
  void namesThatPydicomWroteAreRead() throws IOException {
    List<String> lines = Pydicom.check(folder, "write", folder);
    assertThat(lines).hasSizeGreaterThan(18);
    for (String line : lines) {
      String[] fields = line.split("\\|", -1);
      Path file = folder.resolve(fields[0] + ".dcm");
      DataSet dataSet = DicomReader.read(file).dataSet();
      String name = dataSet.string(Tag.PatientName).orElseThrow().replaceFirst("=+$", "");
      assertThat(name).as(fields[1]).isEqualTo(fields[2]);
    }
  }

  @Test
  void namesThatAreWrittenPydicomReads() throws IOException {
    List<String[]> names =
        List.of(
            new String[] {"ISO_IR 100", "Buc^Jérôme"},
            new String[] {"ISO_IR 101", "Wałęsa^Łódź"},
            new String[] {"ISO_IR 144", "Люкceмбypг"},
            new String[] {"ISO_IR 126", "Διονυσιος"},
            new String[] {"ISO_IR 166", "นามสกุล^ชื่อ"},
            new String[] {"ISO_IR 192", "Wang^XiaoDong=王^小东"},
            new String[] {"GB18030", "Wang^XiaoDong=王^小东"},
            new String[] {"GBK", "Zhang^XiaoDong=张^小东"});
    List<Path> files = new ArrayList<>();
    for (String[] name : names) {
      DataSet dataSet =
          ProjectionRadiograph.of(ProjectionRadiograph.Kind.CR, 2, 2, "P1").build(new short[4]);
      dataSet.set(Tag.SpecificCharacterSet, name[0]).set(Tag.PatientName, name[1]);
      Path file = folder.resolve(files.size() + ".dcm");
      DicomWriter.write(file, DicomFile.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
      files.add(file);
    }
    assertThat(Pydicom.check(folder, "read", files.toArray()))
        .containsExactlyElementsOf(names.stream().map(name -> name[1]).toList());
  }

  /** Every real file that is read, written again in its own syntax. */
  @Test
  void writtenFilesReadBackTheSame() throws IOException {
    Path data = RoundTripTest.sharedDicom();
    List<Object> pairs = new ArrayList<>();
    try (Stream<Path> files = Files.walk(data)) {
      for (Path source : files.filter(f -> f.toString().endsWith(".dcm")).sorted().toList()) {
        write(source, pairs);
      }
    }
    assertThat(pairs).hasSizeGreaterThan(200);
    List<String> answers = Pydicom.check(folder, "same", pairs.toArray());
    List<String> same = answers.stream().filter(line -> line.endsWith(": same")).toList();
    System.out.printf("pydicom reads back %d of %d as the same%n", same.size(), answers.size());
    assertThat(answers)
        .hasSize(pairs.size() / 2)
        .allMatch(line -> same.contains(line) || line.contains("not read by pydicom itself"));
    assertThat(same).hasSizeGreaterThan(pairs.size() / 2 - 10);
  }

  private void write(Path source, List<Object> pairs) throws IOException {
    DicomFile file;
    try {
      file = DicomReader.read(source);
    } catch (TruncusException e) {
      return; // what can't be read isn't written either
    }
    Path target = folder.resolve("w" + pairs.size() + ".dcm");
    try {
      DicomWriter.write(target, file);
    } catch (TruncusException e) {
      return; // without SOP class or instance there is no Part 10 file
    }
    pairs.add(source);
    pairs.add(target);
  }
}
