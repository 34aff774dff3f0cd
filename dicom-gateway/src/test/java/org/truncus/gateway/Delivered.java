package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.StreamSupport;
import javax.imageio.ImageIO;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomReader;
import org.truncus.gateway.fhir.R4Validator;
import org.truncus.gateway.report.PixelMedRun;
import org.truncus.gateway.report.Tools;
import org.truncus.json.Json;

/** What an archive holds of a study, beside what the gateway says of it. */
final class Delivered {

  /** The system's, whose packages pydicom is one of. */
  private static final String PYTHON = "/usr/bin/python3";

  private final Path folder;
  private final Map<Path, String> files = new LinkedHashMap<>();
  private final Map<String, JsonNode> results = new LinkedHashMap<>();
  private final List<String> bundles = new ArrayList<>();

  private Delivered(Path folder) {
    this.folder = folder;
  }

  /** Gets every instance of the study out of Orthanc, and the results of both models over HTTP. */
  static Delivered fetch(OrthancServer orthanc, Http http, String study, Path folder)
      throws Exception {
    Delivered delivered = new Delivered(folder);
    for (OrthancServer.Instance instance : orthanc.instances(study)) {
      delivered.files.put(orthanc.file(instance, folder), instance.modality());
    }
    for (JsonNode model : http.json("/api/models").path("models")) {
      String id = model.path("name").asText() + "/" + model.path("version").asText();
      String path = "/api/studies/" + study + "/report?model=" + id;
      delivered.results.put(id, http.json(path));
      delivered.bundles.add(http.text(path, "application/fhir+json"));
    }
    return delivered;
  }

  /** The files of a modality. */
  List<Path> of(String modality) {
    return files.keySet().stream().filter(file -> modality.equals(files.get(file))).toList();
  }

  /** The gateway's JSON of a model, {@code name/version}. */
  JsonNode result(String model) {
    return Objects.requireNonNull(results.get(model));
  }

  /** The report of each model's newest result. */
  List<Path> newestReports() {
    return results.values().stream().map(this::report).toList();
  }

  private Path report(JsonNode result) {
    List<Path> own =
        StreamSupport.stream(result.path("outputs").spliterator(), false)
            .filter(output -> output.path("kind").asText().equals("report"))
            .map(output -> folder.resolve("SR-" + output.path("sop").asText() + ".dcm"))
            .toList();
    assertThat(own).singleElement().isIn(of("SR"));
    return own.get(0);
  }

  static DataSet header(Path file) {
    return DicomReader.readHeader(file).dataSet();
  }

  /** dicom3tools and DCMTK look at every object alone, and at all of them beside their images. */
  void checkObjects() throws Exception {
    List<String> together = new ArrayList<>(List.of("dcentvfy"));
    for (Path file : files.keySet()) {
      together.add(file.toString());
      switch (files.get(file)) {
        case "SR" -> {
          assertThat(errors(Tools.run("dciodvfy", file.toString()))).isEmpty();
          checkTree(file, "Imaging Measurement Report");
        }
        case "KO" -> {
          assertThat(errors(Tools.run("dciodvfy", file.toString()))).isEmpty();
          checkTree(file, "Rejected for Quality Reasons");
        }
        case "OT" -> {
          assertThat(Tools.run("dciodvfy", file.toString())).isEqualToIgnoringWhitespace("SCImage");
          checkPicture(file);
        }
        default -> assertThat(files.get(file)).isEqualTo("CR");
      }
    }
    // dcentvfy's own tables put the accession number into another entity for SR than for CR.
    assertThat(Tools.run(together.toArray(String[]::new)).lines())
        .allMatch(line -> line.startsWith("Warning") && line.contains("<AccessionNumber>"));
  }

  private static List<String> errors(String said) {
    return said.lines()
        .skip(1)
        .filter(line -> !line.contains("Unrecognized defined term <99TRUNCUS>"))
        .toList();
  }

  private static void checkTree(Path file, String title) throws Exception {
    assertThat(Tools.run("dsrdump", "+Pl", file.toString()).lines())
        .anyMatch(line -> line.contains(title))
        .noneMatch(line -> line.startsWith("E:") || line.matches(".*absent in.*type 1.*"));
  }

  private void checkPicture(Path file) throws Exception {
    Path picture = folder.resolve("capture.png");
    Tools.run("dcmj2pnm", "+on", file.toString(), picture.toString());
    int shortest = 256;
    assertThat(ImageIO.read(picture.toFile()).getHeight()).isGreaterThan(shortest);
  }

  /** PixelMed finds the template in the newest reports and no error in it. */
  void checkTemplate() throws Exception {
    List<String> said = PixelMedRun.validate(newestReports());
    assertThat(said)
        .hasSize(results.size())
        .allMatch(text -> text.contains("Found Root Template TID_1500"));
    assertThat(said.stream().flatMap(String::lines).map(String::strip))
        .noneMatch(line -> line.startsWith("Error"));
  }

  /** HAPI's validator has nothing against the bundles. */
  void checkFhir() {
    R4Validator validator = Validator.INSTANCE;
    for (String bundle : bundles) {
      assertThat(validator.complaints(bundle)).isEmpty();
    }
  }

  /**
   * Has pydicom compare the newest reports with their first image and the gateway's JSON.
   *
   * @return measurement groups whose scores were compared
   */
  int readBack() throws Exception {
    Tools.assume(Files.isExecutable(Path.of(PYTHON)), "python3");
    Tools.assume(hasPydicom(), "python3-pydicom");
    Path script = folder.resolve("read_back.py");
    try (var in = Delivered.class.getResourceAsStream("read_back.py")) {
      Files.write(script, in.readAllBytes());
    }
    List<String> command = new ArrayList<>(List.of(PYTHON, script.toString()));
    command.add(of("CR").get(0).toString());
    for (Map.Entry<String, JsonNode> result : results.entrySet()) {
      Path json = folder.resolve(result.getKey().replace('/', '-') + ".json");
      command.add(report(result.getValue()).toString());
      command.add(
          Files.writeString(json, Json.write(result.getValue()), StandardCharsets.UTF_8)
              .toString());
    }
    return Tools.run(command.toArray(String[]::new)).lines().mapToInt(Integer::parseInt).sum();
  }

  private static boolean hasPydicom() throws Exception {
    return new ProcessBuilder(PYTHON, "-c", "import pydicom").start().waitFor() == 0;
  }

  /** Made when it is first needed: it takes seconds. */
  private static final class Validator {
    static final R4Validator INSTANCE = new R4Validator();
  }
}
