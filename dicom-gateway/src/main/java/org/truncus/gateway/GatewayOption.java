package org.truncus.gateway;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The options of a gateway, with their defaults and what they mean. */
public enum GatewayOption {
  MODEL(true, null, "folder of a model package, or of a model with its versions; repeatable"),
  REQUIRE_SIGNATURE(
      true,
      null,
      "public key (PEM); only models that it, or another one given, signed; repeatable"),
  PRECISION(false, "fp32", "of the models: fp32, or bf16 where package and processor have it"),
  AE_TITLE(false, "TRUNCUS", "this gateway's AE title"),
  DICOM_PORT(false, "11112", "DICOM port; 0 lets the system choose, none leaves it closed"),
  HTTP_PORT(false, "8080", "HTTP port; 0 lets the system choose"),
  DICOM_TLS_PORT(false, null, "DICOM port that speaks TLS (2762 is usual); default: none"),
  BIND(false, "127.0.0.1", "address of the DICOM ports; 0.0.0.0 for all"),
  HTTP_BIND(false, "127.0.0.1", "address of the HTTP port, which asks for no password"),
  DATA(false, "truncus-gateway", "the gateway's own folder"),
  STORE(
      false,
      null,
      "folder of instances and reports, shared by the gateways on one database; default: --data"),
  DATABASE(
      false,
      null,
      "JDBC URL, jdbc:postgresql://…; default: an embedded database in the data folder"),
  SEND_TO(
      true,
      null,
      "where results go: AET@HOST:PORT[/tls], or http[s]://… for STOW-RS; then"
          + " ;sr=enhanced|comprehensive|comprehensive-3d ;failures=true ;heatmaps=true"
          + " ;token=FILE|;password=FILE (USER:PASSWORD) for http; repeatable"),
  ACCEPT_FROM(true, null, "who may send, AET[@IP[/BITS]][>CALLED][;tls=CN=…]; repeatable"),
  INSECURE_ACCEPT_ANY(false, "false", "lets everybody send"),
  PEER(true, null, "where one listens who sends to us, AET@HOST:PORT[/tls]; repeatable"),
  COMMIT(false, "false", "asks destinations whether they keep our reports (storage commitment)"),
  COMMIT_WAIT_SECONDS(false, "3600", "how long they may take to answer"),
  AE_ALIAS(true, null, "a further AE title under which peers may call; repeatable"),
  MAX_ASSOCIATIONS(false, "50", "associations at one time; more are asked to come later"),
  MAX_ASSOCIATIONS_PER_PEER(false, "10", "the same for one calling AE title"),
  TLS_CERT(false, null, "our certificate chain, PEM, or PKCS#12 (.p12) with the key"),
  TLS_KEY(false, null, "our private key, PEM"),
  TLS_CA(true, null, "certificate of an authority whose peers are trusted, PEM; repeatable"),
  TLS_PASSWORD_FILE(false, null, "file with the password of the key in its first line"),
  TLS_PROFILE(false, "bcp195-nd", "bcp195, bcp195-nd or bcp195-extended"),
  TLS_CLIENT_AUTH(false, "true", "whether callers have to show a certificate"),
  TLS_CHECK_HOST(false, "false", "whether a peer's certificate has to name the host we call"),
  TRANSPORT(
      false,
      "auto",
      "DICOM network adapter: builtin, dcm4che, or auto, which takes dcm4che where it is there"),
  QUIET_SECONDS(false, "60", "a study is complete when nothing came for so long"),
  QUIET_BY_MODALITY(true, "CT=180", "the same after images of a modality; repeatable"),
  RELEASE_QUIET_SECONDS(false, null, "the shorter wait after the sender released; default: none"),
  MAX_AGE_SECONDS(false, "5400", "a study is complete after so long although more comes"),
  MAX_REVISIONS(false, "3", "revisions of a study in 24 hours before a person is asked"),
  WORKERS(false, "2", "studies worked on at one time"),
  BATCH(false, "8", "images of all studies that the model is shown at once, at most"),
  BATCH_WAIT_MILLIS(false, "5", "how long an image waits for others to be shown with it"),
  IMAGE_TIMEOUT_SECONDS(false, "300", "a run that shows no progress for so long is given up"),
  RETRY_SECONDS(false, "5", "wait after the first failure; doubled each time"),
  RETRY_CAP_SECONDS(false, "900", "the longest wait between attempts"),
  GIVE_UP_HOURS(false, "72", "how long a delivery is tried"),
  MAX_ATTEMPTS(false, "3", "attempts before a run, or a delivery refused for good, is parked"),
  MAX_INSTANCE_MEGABYTES(false, "512", "the largest instance taken"),
  MIN_FREE_MEGABYTES(false, "1024", "input is refused when less is free on the disk"),
  HIGH_WATER_PERCENT(false, "90", "input is refused when more of the disk is used"),
  LOW_WATER_PERCENT(false, "80", "above it images are removed that are past their retention time"),
  KEEP_DELIVERED_DAYS(false, "30", "retention time of images of studies whose results arrived"),
  KEEP_SKIPPED_DAYS(false, "7", "retention time of images that no model was for"),
  QUEUE_SLOW(false, "200", "waiting runs from which on each instance is answered later"),
  QUEUE_FULL(false, "5000", "waiting runs from which on input is refused");

  private final boolean list;
  private final String standard;
  private final String meaning;

  GatewayOption(boolean list, String standard, String meaning) {
    this.list = list;
    this.standard = standard;
    this.meaning = meaning;
  }

  /** Whether it can be given several times. */
  public boolean list() {
    return list;
  }

  /** The default, where there is one. */
  public Optional<String> standard() {
    return Optional.ofNullable(standard);
  }

  /** One line for help texts. */
  public String meaning() {
    return meaning;
  }

  /** {@code --ae-title}. */
  public String flag() {
    return "--" + key();
  }

  static Optional<GatewayOption> find(String key) {
    String plain = plain(key);
    return Arrays.stream(values()).filter(o -> plain(o.name()).equals(plain)).findFirst();
  }

  static String names() {
    return Arrays.stream(values()).map(GatewayOption::key).collect(Collectors.joining(", "));
  }

  String relativeTo(Path base, String text) {
    return List.of(
                MODEL, REQUIRE_SIGNATURE, DATA, STORE, TLS_CERT, TLS_KEY, TLS_CA, TLS_PASSWORD_FILE)
            .contains(this)
        ? base.resolve(text).toString()
        : text;
  }

  private String key() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String plain(String key) {
    return key.toLowerCase(Locale.ROOT).replaceAll("[-_]", "");
  }
}
