package org.truncus.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.truncus.json.Json;

/** Asks a gateway over HTTP. */
final class Http {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;

  Http(Gateway gateway) {
    this("http://127.0.0.1:" + gateway.httpPort());
  }

  Http(String base) {
    this.base = base;
  }

  HttpResponse<byte[]> get(String path, String accept) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(base + path)).header("Accept", accept).build());
  }

  HttpResponse<byte[]> post(String path) throws IOException, InterruptedException {
    return post(path, "");
  }

  HttpResponse<byte[]> post(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<byte[]> post(String path, byte[] body, String type, String accept)
      throws IOException, InterruptedException {
    return post(path, HttpRequest.BodyPublishers.ofByteArray(body), type, accept);
  }

  HttpResponse<byte[]> post(String path, HttpRequest.BodyPublisher body, String type, String accept)
      throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Content-Type", type)
            .header("Accept", accept)
            .POST(body)
            .build());
  }

  HttpResponse<byte[]> put(String path, String body) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(base + path))
            .PUT(HttpRequest.BodyPublishers.ofString(body))
            .build());
  }

  HttpResponse<byte[]> delete(String path) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(base + path)).DELETE().build());
  }

  String text(String path, String accept) throws IOException, InterruptedException {
    return new String(get(path, accept).body(), StandardCharsets.UTF_8);
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return Json.mapper().readTree(get(path, "application/json").body());
  }

  JsonNode study(int n) throws IOException, InterruptedException {
    return json("/api/studies/" + SampleImages.studyUid(n));
  }

  private HttpResponse<byte[]> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
  }
}
