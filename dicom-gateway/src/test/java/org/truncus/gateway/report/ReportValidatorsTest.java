package org.truncus.gateway.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DicomFile;
import org.truncus.dicom.DicomWriter;
import org.truncus.dicom.TransferSyntax;

/**
 * Every kind of report in every class before the validators of dicom3tools, DCMTK and PixelMed,
 * where these are installed.
 */
class ReportValidatorsTest {
  private static final Map<SrClass, String> IODS =
      Map.of(
          SrClass.ENHANCED, "EnhancedSR",
          SrClass.COMPREHENSIVE, "ComprehensiveSR",
          SrClass.COMPREHENSIVE_3D, "Comprehensive3DSR");

  /**
   * What PixelMed looks at, which takes 5 to 10 seconds each: all classes and the kinds that differ
   * most. All of {@link #REPORTS} with {@code -Dtruncus.pixelmed.all=true}.
   */
  private static final List<String> TEMPLATES =
      List.of("comprehensive-3d-revision", "comprehensive-left-out", "enhanced-failed");

  @TempDir static Path folder;
  private static final Map<String, Path> REPORTS = new LinkedHashMap<>();

  @BeforeAll
  static void writeReports() throws IOException {
    for (SrClass sopClass : SrClass.values()) {
      for (Map.Entry<String, StudyResult> result : Results.all(sopClass).entrySet()) {
        String name = sopClass + "-" + result.getKey();
        byte[] bytes = StructuredReport.bytes(result.getValue(), sopClass);
        REPORTS.put(name, Files.write(folder.resolve(name + ".dcm"), bytes));
      }
    }
  }

  @Test
  void dciodvfyKnowsAllButTheSchemeOfLabelsWithoutCode() throws Exception {
    for (SrClass sopClass : SrClass.values()) {
      for (String kind : Results.all(sopClass).keySet()) {
        String said = Tools.run("dciodvfy", report(sopClass, kind).toString());
        assertThat(said).as(kind).startsWith(IODS.get(sopClass) + "\n");
        assertThat(said.lines().skip(1))
            .as(kind)
            .allMatch(line -> line.contains("Unrecognized defined term <99TRUNCUS>"));
      }
    }
  }

  @Test
  void dsrdumpFindsNothingAbsent() throws Exception {
    for (Path report : REPORTS.values()) {
      String said = Tools.run("dsrdump", "+Pl", report.toString());
      assertThat(said).contains("Imaging Measurement Report");
      assertThat(said.lines())
          .noneMatch(line -> line.startsWith("E:") || line.matches(".*absent in.*type 1.*"));
    }
  }

  @Test
  void dsr2htmlAndDsr2xmlReadEveryReport() throws Exception {
    for (Path report : REPORTS.values()) {
      Path page = folder.resolve("report.html");
      Tools.run("dsr2html", report.toString(), page.toString());
      assertThat(Files.readString(page, StandardCharsets.ISO_8859_1))
          .contains("Qualitative Evaluations");
    }
    for (Path report : REPORTS.values()) {
      Path xml = folder.resolve("report.xml");
      Tools.run("dsr2xml", "+Wt", "+Ea", report.toString(), xml.toString());
      assertThat(Tools.run("xmllint", "-noout", xml.toString())).isEmpty();
    }
  }

  @Test
  void dcentvfyFindsSourcesAndReportsInAgreement() throws Exception {
    List<String> images = new ArrayList<>();
    for (int number = 1; number <= 2; number++) {
      Path file = folder.resolve("image" + number + ".dcm");
      DicomWriter.write(
          file,
          DicomFile.of(Results.image(number, "PA"), TransferSyntax.EXPLICIT_VR_LITTLE_ENDIAN));
      images.add(file.toString());
    }
    for (SrClass sopClass : SrClass.values()) {
      List<String> command = new ArrayList<>(List.of("dcentvfy"));
      command.addAll(images);
      for (String kind : List.of("one-image", "left-out", "failed", "revision")) {
        command.add(report(sopClass, kind).toString());
      }
      // dcentvfy's own tables put the accession number into another entity for SR than for CR.
      assertThat(Tools.run(command.toArray(String[]::new)).lines())
          .allMatch(
              line ->
                  line.startsWith("Warning - Different information entities for attribute")
                      && line.contains("<AccessionNumber>"));
    }
  }

  @Test
  void pixelmedFindsTheTemplateAndNoErrorInIt() throws Exception {
    List<String> names =
        Boolean.getBoolean("truncus.pixelmed.all") ? List.copyOf(REPORTS.keySet()) : TEMPLATES;
    List<String> said = PixelMedRun.validate(names.stream().map(REPORTS::get).toList());
    assertThat(said).hasSameSizeAs(names);
    for (int i = 0; i < names.size(); i++) {
      assertThat(said.get(i))
          .as(names.get(i))
          .contains(names.get(i))
          .contains("Found Root Template TID_1500");
      assertThat(said.get(i).lines().map(String::strip))
          .as(names.get(i))
          .noneMatch(line -> line.startsWith("Error"));
    }
  }

  private static Path report(SrClass sopClass, String kind) {
    return REPORTS.get(sopClass + "-" + kind);
  }
}
