package org.truncus.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.ProjectionRadiograph;
import org.truncus.dicom.Tag;
import org.truncus.dicom.TransferSyntax;
import org.truncus.dicom.UID;

/**
 * Files to be sent, and how: each folder over an association of its own, all at once.
 *
 * @param folders of DICOM files
 */
record ThroughputLoad(List<Path> folders) {

  private static final Path STORESCU = Path.of("/usr/bin/storescu");
  private static final String CT = "1.2.840.10008.5.1.4.1.1.2";

  /** 240 slices of 512 x 512 x 16 bit in four series of one study. */
  static ThroughputLoad slices(Path folder, int round) throws IOException {
    short[] values = noise(512, 512, round);
    List<Path> folders = new ArrayList<>();
    for (int series = 0; series < 4; series++) {
      Path place = Files.createDirectories(folder.resolve("ct" + series));
      for (int slice = 0; slice < 60; slice++) {
        write(place, values, 512, 512, "ct/" + round, series, slice, true);
      }
      folders.add(place);
    }
    return new ThroughputLoad(folders);
  }

  /** 40 radiographs of 2500 x 2000 x 16 bit, a study each. */
  static ThroughputLoad radiographs(Path folder, int round) throws IOException {
    short[] values = noise(2500, 2000, round);
    Path place = Files.createDirectories(folder.resolve("cr"));
    for (int image = 0; image < 40; image++) {
      write(place, values, 2500, 2000, "cr/" + round + "/" + image, 0, image, false);
    }
    return new ThroughputLoad(List.of(place));
  }

  private static short[] noise(int rows, int columns, int seed) {
    Random random = new Random(seed);
    short[] values = new short[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (short) (i * 4095L / values.length / 2 + random.nextInt(1024));
    }
    return values;
  }

  private static void write(
      Path folder,
      short[] values,
      int rows,
      int columns,
      String study,
      int series,
      int number,
      boolean ct)
      throws IOException {
    values[number] ^= 1; // no two images are the same
    String image = study + "/" + series + "/" + number;
    DataSet dataSet =
        ProjectionRadiograph.of(ProjectionRadiograph.Kind.CR, rows, columns, "P" + study.hashCode())
            .study(UID.nameBased(study), "")
            .series(UID.nameBased(study + "/" + series), series)
            .instance(UID.nameBased(image), number)
            .build(values);
    if (ct) {
      dataSet.set(Tag.SOPClassUID, CT).set(Tag.Modality, "CT");
    }
    DicomWriter.write(
        folder.resolve(number + ".dcm"),
        DicomFile.of(dataSet, TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
  }

  /** Sends everything; seconds from the first sender's start to the last one's end. */
  double send(ThroughputServer to, Path scratch) throws IOException, InterruptedException {
    List<Process> senders = new ArrayList<>();
    long start = System.nanoTime();
    for (Path folder : folders) {
      senders.add(
          new ProcessBuilder(
                  STORESCU.toString(),
                  "-aet",
                  "MOD1",
                  "-aec",
                  to.title(),
                  "+sd",
                  "127.0.0.1",
                  String.valueOf(to.port()),
                  folder.toString())
              .redirectErrorStream(true)
              .redirectOutput(
                  ProcessBuilder.Redirect.appendTo(scratch.resolve("storescu.log").toFile()))
              .start());
    }
    for (Process sender : senders) {
      assertThat(sender.waitFor()).as("storescu to " + to.title()).isZero();
    }
    return (System.nanoTime() - start) / 1e9;
  }

  static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
        Files.delete(path);
      }
    }
  }
}
