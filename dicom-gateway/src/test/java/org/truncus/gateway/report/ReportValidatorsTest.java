package org.truncus.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.TransferSyntax;

/** The reports before the validators of dicom3tools and DCMTK, where these are installed. */
class ReportValidatorsTest {
  @TempDir Path folder;
  private final List<Path> reports = new ArrayList<>();

  @BeforeEach
  void writeReports() throws IOException {
    Map<String, StudyResult> results =
        Map.of(
            "positive", Results.positive(),
            "negative", Results.negative(),
            "failed", Results.notEvaluated(),
            "partial", partialRevision());
    for (Map.Entry<String, StudyResult> result : results.entrySet()) {
      Path file = folder.resolve(result.getKey() + ".dcm");
      reports.add(Files.write(file, StructuredReport.bytes(result.getValue())));
    }
  }

  @Test
  void dciodvfyFindsNoError() throws Exception {
    for (Path report : reports) {
      String said = run("dciodvfy", report.toString());
      assertThat(said).contains("Comprehensive3DSR").doesNotContain("Error");
    }
  }

  @Test
  void dsrdumpFindsNothingAbsent() throws Exception {
    for (Path report : reports) {
      String said = run("dsrdump", "+Pl", report.toString());
      assertThat(said).contains("Imaging Measurement Report");
      assertThat(said.lines())
          .noneMatch(line -> line.startsWith("E:") || line.matches(".*absent in.*type 1.*"));
    }
  }

  @Test
  void dcentvfyFindsSourceAndReportInAgreement() throws Exception {
    List<String> command = new ArrayList<>(List.of("dcentvfy"));
    for (int number = 1; number <= 2; number++) {
      Path file = folder.resolve("image" + number + ".dcm");
      DicomWriter.write(
          file,
          DicomFile.of(Results.image(number, "PA"), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
      command.add(file.toString());
    }
    command.add(folder.resolve("positive.dcm").toString());
    assertThat(run(command.toArray(String[]::new)))
        .doesNotContain("Error")
        .doesNotContain("different value");
  }

  private static StudyResult partialRevision() {
    StudyResult first = Results.negative();
    return new StudyResult(
        first.source(),
        List.of(first.images().get(0), Results.leftOut(2, "AP", "can't be decoded", true)),
        first.labels(),
        first.model(),
        first.device(),
        "",
        2,
        StructuredReport.sopInstanceUID(first),
        Results.NOON);
  }

  /** Runs a tool; all it says. */
  private static String run(String... command) throws IOException, InterruptedException {
    Assumptions.assumeTrue(installed(command[0]), command[0] + " is not installed");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }

  private static boolean installed(String tool) {
    Stream<String> path = Arrays.stream(System.getenv("PATH").split(File.pathSeparator));
    return path.anyMatch(entry -> Files.isExecutable(Path.of(entry, tool)));
  }
}
