package org.truncus.gateway.dicomweb;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.service.Part10Head;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.InvalidInputException;

/**
 * Posts instances to a STOW-RS service (PS3.18 §10.5), all of a call in one request, out of their
 * files. What it reports is what C-STORE reports, so the same rules follow. Redirections aren't
 * followed: credentials and patients' data go to the address that was given, or nowhere.
 * Thread-safe.
 */
public final class StowClient {

  /** The title in the reports. */
  public static final String PEER_TITLE = "STOW-RS";

  private static final Logger LOG = LoggerFactory.getLogger(StowClient.class);
  private static final int MAX_ANSWER = 4 << 20;

  private final StowOptions options;
  private final StowConnections connections;
  private final PeerAddress peer;

  /** A client for one service; nothing is connected yet. */
  public StowClient(StowOptions options) {
    this.options = options;
    this.connections = new StowConnections(options);
    URI base = options.base();
    boolean tls = base.getScheme().equals("https");
    int port = base.getPort() > 0 ? base.getPort() : tls ? 443 : 80;
    this.peer = new PeerAddress(PEER_TITLE, base.getHost(), port, tls);
  }

  /**
   * Posts instances.
   *
   * @return one report for each, in order; nothing is thrown for what the service or the network
   *     does
   */
  public SendReport send(List<OutgoingInstance> instances) {
    List<InstanceReport> reports = new ArrayList<>();
    List<Part10Head> heads = new ArrayList<>();
    for (OutgoingInstance instance : instances) {
      try {
        heads.add(Part10Head.read(instance.file()));
        reports.add(null);
      } catch (InvalidInputException e) {
        reports.add(StowReports.unreadable(instance, FailureKind.PERMANENT, e.getMessage()));
      } catch (IOException e) {
        reports.add(
            StowReports.unreadable(instance, FailureKind.TRANSIENT, "the file can't be read"));
      }
    }
    StowReply reply = heads.isEmpty() ? StowReply.NOTHING_SENT : post(heads);
    int next = 0;
    for (int i = 0; i < reports.size(); i++) {
      if (reports.get(i) == null) {
        reports.set(i, StowReports.of(instances.get(i), heads.get(next++), reply));
      }
    }
    Optional<AssociationFailure> failure =
        reply
            .failure()
            .map(kind -> new AssociationFailure(kind, reply.message(), Optional.empty()));
    failure.ifPresent(why -> LOG.warn("posting to {} failed: {}", peer, why.message()));
    return new SendReport(peer, reports, failure);
  }

  private StowReply post(List<Part10Head> heads) {
    String boundary = "truncus-" + UUID.randomUUID();
    try {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(URI.create(options.base() + "/studies"))
              .timeout(options.response())
              .header("Accept", DicomMedia.JSON)
              .header(
                  "Content-Type",
                  DicomMedia.MULTIPART
                      + "; type=\""
                      + DicomMedia.DICOM
                      + "\"; boundary="
                      + boundary)
              .POST(body(heads, boundary));
      options.credentials().ifPresent(c -> request.header("Authorization", c.header()));
      HttpClient client = connections.current();
      HttpResponse<InputStream> response =
          client.send(request.build(), BodyHandlers.ofInputStream());
      try (InputStream in = response.body()) {
        byte[] answer = in.readNBytes(MAX_ANSWER);
        return StowReply.answered(response.statusCode(), StowResult.parse(answer));
      }
    } catch (FileNotFoundException | EnvironmentException e) {
      return StowReply.failed(FailureKind.TRANSIENT, e.getMessage());
    } catch (SSLException e) {
      return StowReply.failed(
          FailureKind.TRANSIENT,
          "no TLS with %s: %s; check both certificates, their names and authorities"
              .formatted(peer, why(e)));
    } catch (IOException e) {
      return StowReply.failed(
          FailureKind.TRANSIENT, peer + " can't be reached or doesn't answer: " + why(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return StowReply.failed(FailureKind.TRANSIENT, "interrupted while waiting for " + peer);
    }
  }

  private static String why(IOException e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message;
  }

  private static BodyPublisher body(List<Part10Head> heads, String boundary)
      throws FileNotFoundException {
    List<BodyPublisher> pieces = new ArrayList<>();
    for (Part10Head head : heads) {
      // Without a transfer-syntax parameter: Orthanc takes no part whose type has one.
      pieces.add(
          BodyPublishers.ofString(
              "%s--%s\r\nContent-Type: %s\r\n\r\n"
                  .formatted(pieces.isEmpty() ? "" : "\r\n", boundary, DicomMedia.DICOM)));
      pieces.add(BodyPublishers.ofFile(head.file()));
    }
    pieces.add(BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
    return BodyPublishers.concat(pieces.toArray(BodyPublisher[]::new));
  }
}
