package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.truncus.dicom.DataSet;
import org.truncus.gateway.dicomweb.Bodies;
import org.truncus.gateway.dimse.builtin.Tool;
import org.truncus.json.Json;

/**
 * An Orthanc of the operating system's, as a source and as an archive. Skips where there is none.
 */
final class OrthancServer implements AutoCloseable {

  static final String TITLE = "ORTHANC";

  private final Process process;
  private final int dicomPort;
  private final Http http;

  private OrthancServer(Process process, int dicomPort, Http http) {
    this.process = process;
    this.dicomPort = dicomPort;
    this.http = http;
  }

  /** Starts it and waits until it answers. */
  static OrthancServer start(Path folder) throws IOException {
    Tool program = Tool.named("Orthanc");
    int dicomPort = Tool.freePort();
    int httpPort = Tool.freePort();
    Path store = Files.createDirectories(folder.resolve("orthanc"));
    Path config =
        Files.writeString(
            folder.resolve("orthanc.json"),
            Json.write(
                Map.of(
                    "StorageDirectory",
                    store.toString(),
                    "IndexDirectory",
                    store.toString(),
                    "DicomAet",
                    TITLE,
                    "DicomPort",
                    dicomPort,
                    "HttpPort",
                    httpPort,
                    "DicomCheckCalledAet",
                    true,
                    "OverwriteInstances",
                    false,
                    "RemoteAccessAllowed",
                    false,
                    "AuthenticationEnabled",
                    false)));
    Process process = program.start(folder.resolve("orthanc.log"), config);
    OrthancServer server =
        new OrthancServer(process, dicomPort, new Http("http://127.0.0.1:" + httpPort));
    try {
      await()
          .atMost(Duration.ofSeconds(60))
          .ignoreExceptions()
          .until(() -> server.http.json("/system").has("Version"));
      return server;
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** For {@code --send-to}. */
  String address() {
    return TITLE + "@127.0.0.1:" + dicomPort;
  }

  /** Tells it where a gateway is. */
  void knows(String name, Gateway gateway) throws IOException, InterruptedException {
    String modality =
        Json.write(Map.of("AET", "TRUNCUS", "Host", "127.0.0.1", "Port", gateway.dicomPort()));
    assertThat(http.put("/modalities/" + name, modality).statusCode()).isEqualTo(200);
  }

  /** Puts images into it. */
  void take(DataSet... images) throws IOException, InterruptedException {
    for (DataSet image : images) {
      HttpResponse<byte[]> stored =
          http.post("/instances", Bodies.file(image), "application/dicom", "application/json");
      assertThat(stored.statusCode()).isEqualTo(200);
    }
  }

  /** Has it send all that it holds of a study by C-STORE; returns how many instances that were. */
  int push(String studyUid, String to) throws IOException, InterruptedException {
    String study = find("Study", Map.of("StudyInstanceUID", studyUid)).get(0).path("ID").asText();
    HttpResponse<byte[]> answer = http.post("/modalities/" + to + "/store", study);
    assertThat(answer.statusCode()).isEqualTo(200);
    JsonNode sent = Json.mapper().readTree(answer.body());
    assertThat(sent.path("FailedInstancesCount").asInt()).isZero();
    return sent.path("InstancesCount").asInt();
  }

  /** The instances of a study. */
  List<Instance> instances(String studyUid) throws IOException, InterruptedException {
    List<Instance> instances = new ArrayList<>();
    for (String modality : List.of("CR", "SR", "OT", "KO")) {
      for (JsonNode found :
          find("Instance", Map.of("StudyInstanceUID", studyUid, "Modality", modality))) {
        instances.add(
            new Instance(
                found.path("ID").asText(),
                modality,
                found.path("MainDicomTags").path("SOPInstanceUID").asText()));
      }
    }
    return instances;
  }

  /** Instances of one kind. */
  List<Instance> instances(String studyUid, String modality)
      throws IOException, InterruptedException {
    return instances(studyUid).stream().filter(i -> i.modality().equals(modality)).toList();
  }

  /** Writes an instance as Orthanc gives it out. */
  Path file(Instance instance, Path folder) throws IOException, InterruptedException {
    byte[] bytes = http.get("/instances/" + instance.id() + "/file", "*/*").body();
    String name = instance.modality() + "-" + instance.sopInstanceUid() + ".dcm";
    return Files.write(Files.createDirectories(folder).resolve(name), bytes);
  }

  /** Asks it for what it holds. */
  JsonNode find(String level, Map<String, String> query) throws IOException, InterruptedException {
    String asked = Json.write(Map.of("Level", level, "Query", query, "Expand", true));
    return Json.mapper().readTree(http.post("/tools/find", asked).body());
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }

  /** An instance: Orthanc's name for it, its modality and its UID. */
  record Instance(String id, String modality, String sopInstanceUid) {}
}
