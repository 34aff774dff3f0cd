package org.truncus.gateway.deliver;

import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.truncus.gateway.dicomweb.StowOptions.Credentials;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.report.SrClass;
import org.truncus.problem.UsageException;

/** Where results go, and in which form. */
public sealed interface Destination {

  /** The name in the outbox: the address alone, so that other wishes don't make it another one. */
  String key();

  /** What it gets. */
  Wishes wishes();

  /**
   * What a destination gets.
   *
   * @param srClass the class of its structured reports
   * @param failures whether it also gets a report of a study that could not be evaluated
   * @param saliency whether it gets heat maps
   */
  record Wishes(SrClass srClass, boolean failures, boolean saliency) {

    /** Comprehensive 3D SR of evaluated studies. */
    public static Wishes standard() {
      return new Wishes(SrClass.COMPREHENSIVE_3D, false, false);
    }
  }

  /** By C-STORE. */
  record Dicom(PeerAddress peer, Wishes wishes) implements Destination {

    @Override
    public String key() {
      return peer.toString();
    }
  }

  /**
   * By STOW-RS.
   *
   * @param service the address to which {@code /studies} is added
   * @param credentials what it is told of us
   */
  record Web(URI service, Optional<Credentials> credentials, Wishes wishes) implements Destination {

    @Override
    public String key() {
      return service.toString();
    }
  }

  /**
   * Reads {@code AET@HOST:PORT[/tls]} or {@code http[s]://HOST…}, and then, each after a semicolon,
   * {@code sr=CLASS}, {@code failures=true}, {@code heatmaps=true}, {@code token=FILE} with a
   * bearer token, {@code password=FILE} with USER:PASSWORD.
   *
   * @throws UsageException where the text is something else
   */
  static Destination parse(String text) {
    String[] parts = text.split(";", -1);
    SrClass srClass = SrClass.COMPREHENSIVE_3D;
    boolean failures = false;
    boolean saliency = false;
    Optional<Credentials> credentials = Optional.empty();
    for (int i = 1; i < parts.length; i++) {
      String[] setting = parts[i].trim().split("=", 2);
      String value = setting.length == 2 ? setting[1].trim() : "";
      switch (setting[0].trim().toLowerCase(Locale.ROOT)) {
        case "sr" -> srClass = SrClass.parse(value);
        case "failures" -> failures = bool(text, value);
        case "heatmaps" -> saliency = bool(text, value);
        case "token" -> credentials = Optional.of(secret(Credentials.Kind.BEARER, value));
        case "password" -> credentials = Optional.of(secret(Credentials.Kind.BASIC, value));
        default -> throw unknown(text, parts[i]);
      }
    }
    Wishes wishes = new Wishes(srClass, failures, saliency);
    String address = parts[0].trim();
    if (address.matches("(?i)https?://.*")) {
      return new Web(service(address), credentials, wishes);
    }
    if (credentials.isPresent()) {
      throw new UsageException(text + ": token= and password= are for http addresses only");
    }
    return new Dicom(PeerAddress.parse(address), wishes);
  }

  private static Credentials secret(Credentials.Kind kind, String file) {
    return new Credentials(kind, Path.of(file));
  }

  private static URI service(String address) {
    try {
      URI uri = URI.create(address.replaceAll("/+$", ""));
      if (uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
        throw new IllegalArgumentException("not a plain address");
      }
      return uri;
    } catch (IllegalArgumentException e) {
      throw new UsageException(
          "'"
              + address
              + "' is no address of a DICOMweb service; write https://HOST[:PORT]/PATH, and"
              + " ;token=FILE or ;password=FILE for its credentials",
          e);
    }
  }

  private static boolean bool(String text, String value) {
    return switch (value.toLowerCase(Locale.ROOT)) {
      case "true", "" -> true;
      case "false" -> false;
      default -> throw new UsageException(text + ": '" + value + "', expected true or false");
    };
  }

  private static UsageException unknown(String text, String part) {
    return new UsageException(
        "'%s': '%s' is no setting of a destination; expected sr=CLASS, failures=true, heatmaps=true, token=FILE or password=FILE"
            .formatted(text, part));
  }
}
