package org.truncus.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.truncus.gateway.deliver.Destination;
import org.truncus.gateway.dimse.AcceptRule;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.tls.TlsOptions;
import org.truncus.gateway.dimse.tls.TlsProfile;
import org.truncus.problem.UsageException;
import org.truncus.train.Precision;

/**
 * Collects settings and makes a {@link GatewayConfig} of them. What is set later wins; so call
 * {@link #yaml}, then {@link #environment}, then {@link #set} for each flag. Not thread-safe.
 *
 * <p>Each option has one name, spelled {@code --ae-title} as a flag, {@code TRUNCUS_AE_TITLE} as a
 * variable and {@code ae-title} (or {@code aeTitle}) in YAML. A list is a YAML list, a flag given
 * several times, or a variable with commas.
 */
public final class GatewayOptions {

  private static final String PREFIX = "TRUNCUS_";
  private static final double MOST_SECONDS = 1e9; // 30 years

  private final Map<GatewayOption, List<String>> values = new EnumMap<>(GatewayOption.class);

  /** Reads settings from a YAML file; relative paths in it are relative to the file. */
  public GatewayOptions yaml(Path file) {
    Map<String, Object> document;
    try {
      document =
          new YAMLMapper()
              .readValue(Files.readString(file), new TypeReference<Map<String, Object>>() {});
    } catch (JsonProcessingException e) {
      throw new UsageException(file + ": not YAML of options: " + e.getOriginalMessage(), e);
    } catch (IOException e) {
      throw new UsageException(file + ": can't be read: " + e, e);
    }
    if (document == null) {
      return this;
    }
    document.forEach(
        (key, value) -> {
          GatewayOption option =
              GatewayOption.find(key)
                  .orElseThrow(
                      () ->
                          new UsageException(
                              file
                                  + ": unknown option '"
                                  + key
                                  + "'; known: "
                                  + GatewayOption.names()));
          Path base = file.toAbsolutePath().getParent();
          List<String> texts =
              texts(value).stream().map(text -> option.relativeTo(base, text)).toList();
          values.put(option, texts);
        });
    return this;
  }

  /** Takes the {@code TRUNCUS_…} variables that name an option. */
  public GatewayOptions environment(Map<String, String> environment) {
    for (GatewayOption option : GatewayOption.values()) {
      String text = environment.get(PREFIX + option.name());
      if (text != null && !text.isBlank()) {
        values.put(
            option,
            option.list() ? List.of(text.trim().split("\\s*,\\s*", -1)) : List.of(text.trim()));
      }
    }
    return this;
  }

  /** Sets an option that holds one value, or replaces a list by one entry. */
  public GatewayOptions set(GatewayOption option, String value) {
    values.put(option, List.of(value));
    return this;
  }

  /** Sets an option that holds a list. */
  public GatewayOptions set(GatewayOption option, List<String> list) {
    values.put(option, List.copyOf(list));
    return this;
  }

  /**
   * The settings, with defaults where nothing was set.
   *
   * @throws UsageException where one makes no sense
   */
  public GatewayConfig build() {
    List<Path> models = all(GatewayOption.MODEL).stream().map(Path::of).toList();
    return new GatewayConfig(
        models,
        new GatewayConfig.Loading(
            all(GatewayOption.REQUIRE_SIGNATURE).stream().map(Path::of).toList(),
            Precision.named(one(GatewayOption.PRECISION))),
        one(GatewayOption.AE_TITLE),
        dicomPort(),
        integer(GatewayOption.HTTP_PORT),
        one(GatewayOption.BIND),
        one(GatewayOption.HTTP_BIND),
        Path.of(one(GatewayOption.DATA)),
        Path.of(optional(GatewayOption.STORE).orElseGet(() -> one(GatewayOption.DATA))),
        optional(GatewayOption.DATABASE),
        all(GatewayOption.SEND_TO).stream().distinct().map(Destination::parse).toList(),
        all(GatewayOption.ACCEPT_FROM).stream().map(AcceptRule::parse).toList(),
        bool(GatewayOption.INSECURE_ACCEPT_ANY),
        one(GatewayOption.TRANSPORT),
        timing(),
        new GatewayConfig.Retries(
            seconds(GatewayOption.RETRY_SECONDS),
            seconds(GatewayOption.RETRY_CAP_SECONDS),
            Duration.ofHours(integer(GatewayOption.GIVE_UP_HOURS)),
            integer(GatewayOption.MAX_ATTEMPTS)),
        limits(),
        new GatewayConfig.Work(
            integer(GatewayOption.WORKERS),
            integer(GatewayOption.BATCH),
            Duration.ofMillis(integer(GatewayOption.BATCH_WAIT_MILLIS)),
            seconds(GatewayOption.IMAGE_TIMEOUT_SECONDS)),
        new DicomSettings(
            all(GatewayOption.AE_ALIAS),
            optional(GatewayOption.DICOM_TLS_PORT).isEmpty()
                ? OptionalInt.empty()
                : OptionalInt.of(integer(GatewayOption.DICOM_TLS_PORT)),
            tls(),
            integer(GatewayOption.MAX_ASSOCIATIONS),
            integer(GatewayOption.MAX_ASSOCIATIONS_PER_PEER),
            all(GatewayOption.PEER).stream().map(PeerAddress::parse).toList(),
            bool(GatewayOption.COMMIT)
                ? Optional.of(seconds(GatewayOption.COMMIT_WAIT_SECONDS))
                : Optional.empty()));
  }

  private int dicomPort() {
    return one(GatewayOption.DICOM_PORT).equals("none")
        ? ListenOptions.NO_PORT
        : integer(GatewayOption.DICOM_PORT);
  }

  private Optional<TlsOptions> tls() {
    if (all(GatewayOption.TLS_CA).isEmpty()
        && optional(GatewayOption.TLS_CERT).isEmpty()
        && optional(GatewayOption.TLS_KEY).isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new TlsOptions(
            optional(GatewayOption.TLS_CERT).map(Path::of),
            optional(GatewayOption.TLS_KEY).map(Path::of),
            all(GatewayOption.TLS_CA).stream().map(Path::of).toList(),
            optional(GatewayOption.TLS_PASSWORD_FILE).map(Path::of),
            TlsProfile.named(one(GatewayOption.TLS_PROFILE)),
            bool(GatewayOption.TLS_CLIENT_AUTH),
            bool(GatewayOption.TLS_CHECK_HOST)));
  }

  private GatewayConfig.Timing timing() {
    Map<String, Duration> byModality = new HashMap<>();
    for (String text : all(GatewayOption.QUIET_BY_MODALITY)) {
      String[] parts = text.split("=", 2);
      if (parts.length != 2 || parts[0].isBlank()) {
        throw new UsageException(
            "--quiet-by-modality is '" + text + "', expected MODALITY=SECONDS, such as CT=180");
      }
      byModality.put(
          parts[0].trim().toUpperCase(Locale.ROOT),
          seconds(GatewayOption.QUIET_BY_MODALITY, parts[1].trim()));
    }
    return new GatewayConfig.Timing(
        seconds(GatewayOption.QUIET_SECONDS),
        byModality,
        optional(GatewayOption.RELEASE_QUIET_SECONDS)
            .map(text -> seconds(GatewayOption.RELEASE_QUIET_SECONDS)),
        seconds(GatewayOption.MAX_AGE_SECONDS),
        integer(GatewayOption.MAX_REVISIONS));
  }

  private GatewayConfig.Limits limits() {
    return new GatewayConfig.Limits(
        (long) integer(GatewayOption.MAX_INSTANCE_MEGABYTES) << 20,
        (long) integer(GatewayOption.MIN_FREE_MEGABYTES) << 20,
        integer(GatewayOption.HIGH_WATER_PERCENT) / 100.0,
        integer(GatewayOption.LOW_WATER_PERCENT) / 100.0,
        Duration.ofDays(integer(GatewayOption.KEEP_DELIVERED_DAYS)),
        Duration.ofDays(integer(GatewayOption.KEEP_SKIPPED_DAYS)),
        integer(GatewayOption.QUEUE_SLOW),
        integer(GatewayOption.QUEUE_FULL));
  }

  private List<String> all(GatewayOption option) {
    List<String> set = values.get(option);
    return set != null ? set : option.standard().map(List::of).orElse(List.of());
  }

  private Optional<String> optional(GatewayOption option) {
    List<String> set = all(option);
    return set.isEmpty() ? Optional.empty() : Optional.of(set.get(set.size() - 1));
  }

  private String one(GatewayOption option) {
    return optional(option).orElseThrow();
  }

  private int integer(GatewayOption option) {
    return number(option, one(option), "a whole number", Integer::valueOf);
  }

  private Duration seconds(GatewayOption option) {
    return seconds(option, one(option));
  }

  private static Duration seconds(GatewayOption option, String text) {
    double seconds = number(option, text, "seconds", Double::valueOf);
    if (!(seconds >= 0 && seconds <= MOST_SECONDS)) {
      throw new UsageException(
          option.flag() + " is '" + text + "', expected 0 to " + (long) MOST_SECONDS + " s");
    }
    return Duration.ofMillis(Math.round(seconds * 1000));
  }

  private boolean bool(GatewayOption option) {
    String text = one(option).toLowerCase(Locale.ROOT);
    if (!text.equals("true") && !text.equals("false")) {
      throw new UsageException(option.flag() + " is '" + text + "', expected true or false");
    }
    return text.equals("true");
  }

  private static <T> T number(
      GatewayOption option, String text, String what, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (NumberFormatException e) {
      throw new UsageException(option.flag() + " is '" + text + "', expected " + what, e);
    }
  }

  private static List<String> texts(Object value) {
    List<String> texts = new ArrayList<>();
    if (value instanceof Collection<?> list) {
      list.forEach(entry -> texts.add(text(entry)));
    } else if (value != null) {
      texts.add(text(value));
    }
    return texts;
  }

  /** A map is an entry of the allow list in its long form. */
  private static String text(Object value) {
    return value instanceof Map<?, ?> map ? AcceptRule.of(map).toString() : String.valueOf(value);
  }
}
