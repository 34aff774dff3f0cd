package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.DicomReader;
import org.truncus.dicom.Limits;
import org.truncus.dicom.Tag;
import org.truncus.dicom.UID;
import org.truncus.gateway.dicomweb.Bodies;
import org.truncus.json.Json;

/** What a gateway holds, fetched (WADO-RS) and searched (QIDO-RS). */
class DicomWebTest {

  private static final String STUDIES = "/dicom-web/studies";
  private static final String ANY = "multipart/related; type=\"application/dicom\"";
  private static final String STUDY_1 = STUDIES + "/" + SampleImages.studyUid(1);

  @TempDir static Path temp;
  private static Gateway gateway;
  private static Http http;

  @BeforeAll
  static void start() throws Exception {
    gateway = GatewaySetup.start(GatewaySetup.options(temp.resolve("gw")));
    http = new Http(gateway);
    DataSet other =
        SampleImages.image(2, 1, 0.4)
            .set(Tag.PatientName, "Øre^Åse")
            .set(Tag.StudyDate, "20250101")
            .set(Tag.Modality, "DX");
    byte[] body =
        Bodies.of(
            Bodies.file(SampleImages.image(1, 1, 0.7)),
            Bodies.file(SampleImages.image(1, 2, 0.4)),
            Bodies.file(other),
            Bodies.file(SampleImages.image(3, 1, 0.4)));
    assertThat(http.post(STUDIES, body, Bodies.TYPE, "*/*").statusCode()).isEqualTo(200);
    for (Path file : files()) {
      if (DicomReader.readHeader(file)
          .dataSet()
          .string(Tag.StudyInstanceUID)
          .filter(SampleImages.studyUid(3)::equals)
          .isPresent()) {
        Files.delete(file);
      }
    }
  }

  @AfterAll
  static void stop() {
    gateway.close();
  }

  @Test
  void aStudyIsGivenAsItIsStored() throws Exception {
    HttpResponse<byte[]> response = http.get(STUDY_1, ANY + "; transfer-syntax=*");

    assertThat(response.statusCode()).isEqualTo(200);
    List<DataSet> instances = parts(response);
    assertThat(instances)
        .extracting(i -> i.string(Tag.SOPInstanceUID).orElseThrow())
        .containsExactlyInAnyOrder(SampleImages.instanceUid(1, 1), SampleImages.instanceUid(1, 2));
    assertThat(instances.get(0).bytes(Tag.PixelData)).hasSize(64 * 64 * 2);
  }

  @Test
  void aSeriesAndAnInstanceHaveTheirAddresses() throws Exception {
    String series = STUDY_1 + "/series/" + UID.nameBased("sample study 1 series");
    assertThat(parts(http.get(series, ANY))).hasSize(2);
    String instance = series + "/instances/" + SampleImages.instanceUid(1, 2);
    assertThat(parts(http.get(instance, "*/*"))).hasSize(1);
    assertThat(http.get(STUDIES + "/1.2/series/1/instances/1", ANY).statusCode()).isEqualTo(404);
    assertThat(
            http.get(
                    STUDIES
                        + "/"
                        + SampleImages.studyUid(2)
                        + "/series/1.2/instances/"
                        + SampleImages.instanceUid(1, 2),
                    ANY)
                .statusCode())
        .isEqualTo(404);
    assertThat(http.get(STUDIES + "/a.b", ANY).statusCode()).isEqualTo(400);
  }

  @Test
  void whatIsNotGivenIsNotAcceptable() throws Exception {
    for (String accept :
        List.of(
            "application/dicom+xml",
            "multipart/related; type=\"image/jpeg\"",
            ANY + "; transfer-syntax=" + UID.JPEG2000,
            "image/png")) {
      assertThat(http.get(STUDY_1, accept).statusCode()).as(accept).isEqualTo(406);
    }
    assertThat(
            http.get(STUDY_1, ANY + "; transfer-syntax=" + UID.ExplicitVRLittleEndian).statusCode())
        .isEqualTo(200);
    assertThat(http.get(STUDY_1 + "/metadata", "multipart/related").statusCode()).isEqualTo(406);
  }

  @Test
  void whatWasPurgedIsGone() throws Exception {
    String study = STUDIES + "/" + SampleImages.studyUid(3);

    assertThat(http.get(study, ANY).statusCode()).isEqualTo(410);
    assertThat(http.get(study + "/metadata", "*/*").statusCode()).isEqualTo(410);
  }

  @Test
  void metadataAreHeadersWithoutPixels() throws Exception {
    JsonNode study = json(STUDY_1 + "/metadata");

    assertThat(study).hasSize(2);
    assertThat(study.get(0).path("00100010").path("Value").path(0).path("Alphabetic").asText())
        .isEqualTo("Canary^ZQXNAME");
    assertThat(study.get(0).has("7FE00010")).isFalse();
    assertThat(
            json(
                STUDY_1
                    + "/series/"
                    + UID.nameBased("sample study 1 series")
                    + "/instances/"
                    + SampleImages.instanceUid(1, 1)
                    + "/metadata"))
        .hasSize(1);
  }

  @Test
  void studiesAreFoundByTheirHeaders() throws Exception {
    assertThat(search("")).as("all").hasSize(3);
    assertThat(search("?PatientName=canary*")).containsExactly(1);
    assertThat(search("?PatientName=%C3%B8re%5E*")).as("capitals, UTF-8").containsExactly(2);
    assertThat(search("?PatientName=Canary%5EZQXNAM%3F")).containsExactly(1);
    assertThat(search("?00100020=ZQXID2")).containsExactly(2);
    assertThat(search("?AccessionNumber=ZQXACC1&PatientID=ZQXID1")).containsExactly(1);
    assertThat(search("?StudyDate=20260101-20261231")).containsExactly(1);
    assertThat(search("?StudyDate=-20251231")).containsExactly(2);
    assertThat(search("?StudyDate=20250101")).containsExactly(2);
    assertThat(search("?ModalitiesInStudy=DX")).containsExactly(2);
    assertThat(search("?StudyInstanceUID=" + SampleImages.studyUid(2))).containsExactly(2);
    assertThat(search("?limit=1")).hasSize(1);
    assertThat(search("?limit=1&offset=1")).hasSize(1);
    assertThat(search("?PatientID=nobody")).isEmpty();
  }

  @Test
  void aStudyIsAnsweredWithItsAttributes() throws Exception {
    JsonNode study = json(STUDIES + "?PatientID=ZQXID1&includefield=StudyDescription").get(0);

    assertThat(value(study, "00201206")).as("series").isEqualTo("1");
    assertThat(value(study, "00201208")).as("instances").isEqualTo("2");
    assertThat(value(study, "00080061")).isEqualTo("CR");
    assertThat(value(study, "00081030")).isEqualTo("ZQXDESC chest");
    assertThat(value(study, "00081190"))
        .isEqualTo("http://127.0.0.1:" + gateway.httpPort() + STUDY_1);
    assertThat(json(STUDIES + "?PatientID=ZQXID1").get(0).has("00081030")).isFalse();
    assertThat(json(STUDIES + "?PatientID=ZQXID1&includefield=all").get(0).has("00081030"))
        .isTrue();
  }

  @Test
  void seriesAndInstancesAreFoundInTheirStudy() throws Exception {
    JsonNode series = json(STUDY_1 + "/series?Modality=CR");
    assertThat(series).hasSize(1);
    assertThat(value(series.get(0), "00201209")).isEqualTo("2");
    assertThat(json(STUDY_1 + "/instances")).hasSize(2);
    JsonNode one =
        json(
            STUDY_1
                + "/series/"
                + value(series.get(0), "0020000E")
                + "/instances?InstanceNumber=2");
    assertThat(one).hasSize(1);
    assertThat(value(one.get(0), "00080018")).isEqualTo(SampleImages.instanceUid(1, 2));
    assertThat(value(one.get(0), "00280010")).isEqualTo("64");
    String url = value(one.get(0), "00081190");
    assertThat(parts(http.get(url.substring(url.indexOf("/dicom-web")), ANY))).hasSize(1);
    assertThat(http.get(STUDIES + "/1.2.3/series", "*/*").statusCode()).isEqualTo(404);
  }

  @Test
  void whatCantBeSearchedForIsSaid() throws Exception {
    HttpResponse<byte[]> bad = http.get(STUDIES + "?Canary=ZQXVALUE", "*/*");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(text(bad)).contains("PatientName").doesNotContain("ZQX");
    assertThat(http.get(STUDIES + "?limit=ZQX", "*/*").statusCode()).isEqualTo(400);
    assertThat(http.get(STUDIES, "application/dicom+xml").statusCode()).isEqualTo(406);
    assertThat(http.get(STUDIES + "?limit=1", "*/*").headers().firstValue("Warning").orElse(""))
        .contains("There are 2 additional results");
    assertThat(
            http.get(STUDIES + "?fuzzymatching=true", "*/*")
                .headers()
                .firstValue("Warning")
                .orElse(""))
        .contains("fuzzymatching");
  }

  /** Numbers of the sample studies found. */
  private static List<Integer> search(String query) throws Exception {
    return StreamSupport.stream(json(STUDIES + query).spliterator(), false)
        .map(
            study ->
                Stream.of(1, 2, 3)
                    .filter(n -> SampleImages.studyUid(n).equals(value(study, "0020000D")))
                    .findFirst()
                    .orElseThrow())
        .toList();
  }

  private static JsonNode json(String path) throws Exception {
    HttpResponse<byte[]> response = http.get(path, "application/dicom+json");
    assertThat(response.statusCode()).as(() -> path + text(response)).isEqualTo(200);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/dicom+json");
    return Json.mapper().readTree(response.body());
  }

  private static String value(JsonNode object, String tag) {
    return object.path(tag).path("Value").path(0).asText();
  }

  private static String text(HttpResponse<byte[]> response) {
    return new String(response.body(), StandardCharsets.UTF_8);
  }

  /** Cuts a multipart body with other means than the reader under test. */
  private static List<DataSet> parts(HttpResponse<byte[]> response) {
    assertThat(response.statusCode()).as(() -> text(response)).isEqualTo(200);
    String type = response.headers().firstValue("Content-Type").orElseThrow();
    assertThat(type).startsWith("multipart/related").contains("application/dicom");
    String boundary = type.replaceAll(".*boundary=\"?([^\";]+).*", "$1");
    String body = new String(response.body(), StandardCharsets.ISO_8859_1);
    String[] pieces = body.split("(\r\n)?--" + boundary + "(\r\n|--\r\n)", -1);
    return Arrays.stream(pieces, 1, pieces.length - 1)
        .map(piece -> piece.substring(piece.indexOf("\r\n\r\n") + 4))
        .map(piece -> piece.getBytes(StandardCharsets.ISO_8859_1))
        .map(DicomWebTest::dataSet)
        .toList();
  }

  private static DataSet dataSet(byte[] file) {
    try {
      return DicomReader.read(new ByteArrayInputStream(file), Limits.standard()).dataSet();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(temp.resolve("gw/data"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
