package org.truncus.gateway.dimse;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.truncus.problem.UsageException;

/**
 * What a listener accepts, from whom, and how much of it. Start from {@link #of} and change single
 * settings with the {@code with…} methods.
 *
 * @param bindAddress IP address or host name of the interface; {@code 0.0.0.0} for all
 * @param port for connections without TLS; 0 lets the system choose, {@link #NO_PORT} is none
 * @param aeTitles our own titles; any other called title is rejected 1/1/7
 * @param acceptFrom the allow list; whoever isn't on it is rejected 1/1/3
 * @param storageSopClasses abstract syntaxes accepted besides Verification
 * @param transferSyntaxes accepted for storage; of several in one context the lowest {@link
 *     StorageSyntaxes#rank} is chosen, then the sender's first
 * @param maxPduLength the P-DATA-TF length offered to peers, 4096..1048576 bytes
 * @param maxAssociations at one time; more are rejected 2/3/2
 * @param maxAssociationsPerAet at one time for one calling title; more are rejected 2/3/2
 * @param maxObjectBytes the largest data set taken, in bytes
 * @param closeGrace how long {@link DicomListener#close} waits for open associations
 * @param tls the port that speaks TLS, beside or instead of the other
 * @param congested whether associations that bring instances are rejected 2/3/1 at this moment;
 *     those that only verify or talk about commitment are not
 */
public record ListenOptions(
    String bindAddress,
    int port,
    List<String> aeTitles,
    List<AcceptRule> acceptFrom,
    Set<String> storageSopClasses,
    List<String> transferSyntaxes,
    int maxPduLength,
    int maxAssociations,
    int maxAssociationsPerAet,
    long maxObjectBytes,
    Timeouts timeouts,
    Duration closeGrace,
    Optional<TlsEndpoint> tls,
    BooleanSupplier congested) {

  /** In place of a port: no port without TLS. */
  public static final int NO_PORT = -1;

  private static final int SMALLEST_PDU = 4096;
  private static final int LARGEST_PDU = 1 << 20;

  /** Checks ranges and copies the collections. */
  public ListenOptions {
    aeTitles = aeTitles.stream().map(AeTitle::check).toList();
    acceptFrom = List.copyOf(acceptFrom);
    storageSopClasses = Set.copyOf(storageSopClasses);
    transferSyntaxes = List.copyOf(transferSyntaxes);
    check(port >= NO_PORT && port <= 65535, "the DICOM port is " + port + ", expected 0..65535");
    check(port != NO_PORT || tls.isPresent(), "the listener has no port, neither plain nor TLS");
    check(!aeTitles.isEmpty(), "the listener has no AE title; give at least one");
    check(
        !acceptFrom.isEmpty(),
        "nobody may call: the allow list is empty. Name the peers (AET or AET@IP), or * for"
            + " everybody");
    check(
        maxPduLength >= SMALLEST_PDU && maxPduLength <= LARGEST_PDU,
        "the PDU length is %d, expected %d..%d".formatted(maxPduLength, SMALLEST_PDU, LARGEST_PDU));
    check(
        maxAssociations > 0 && maxAssociationsPerAet > 0,
        "the association limits are %d and %d, expected at least 1"
            .formatted(maxAssociations, maxAssociationsPerAet));
    check(maxObjectBytes > 0, "the object limit is " + maxObjectBytes + " bytes");
  }

  /**
   * Image and report storage in the uncompressed syntaxes, 64 KiB PDUs, 50 associations (10 per
   * title), 512 MiB objects, standard timeouts, 10 s to close, on the loopback interface.
   *
   * @param aeTitle our title
   * @param port 0 lets the system choose
   * @param acceptFrom who may call
   */
  public static ListenOptions of(String aeTitle, int port, List<AcceptRule> acceptFrom) {
    return new ListenOptions(
        InetAddress.getLoopbackAddress().getHostAddress(),
        port,
        List.of(aeTitle),
        acceptFrom,
        StorageClasses.ALL,
        StorageSyntaxes.UNCOMPRESSED,
        65536,
        50,
        10,
        512L << 20,
        Timeouts.standard(),
        Duration.ofSeconds(10),
        Optional.empty(),
        () -> false);
  }

  /** With a port that speaks TLS besides. */
  public ListenOptions withTls(TlsEndpoint endpoint) {
    Draft draft = new Draft(this);
    draft.tls = Optional.of(endpoint);
    return draft.options();
  }

  /** Without the port that speaks no TLS; {@link #withTls} comes first. */
  public ListenOptions withoutPlainPort() {
    Draft draft = new Draft(this);
    draft.port = NO_PORT;
    return draft.options();
  }

  /** On another interface. */
  public ListenOptions withBindAddress(String address) {
    Draft draft = new Draft(this);
    draft.bindAddress = address;
    return draft.options();
  }

  /** With other titles of our own. */
  public ListenOptions withAeTitles(List<String> titles) {
    Draft draft = new Draft(this);
    draft.aeTitles = titles;
    return draft.options();
  }

  /** With another set of SOP classes. */
  public ListenOptions withStorageSopClasses(Set<String> classes) {
    Draft draft = new Draft(this);
    draft.storageSopClasses = classes;
    return draft.options();
  }

  /** With other transfer syntaxes. */
  public ListenOptions withTransferSyntaxes(List<String> syntaxes) {
    Draft draft = new Draft(this);
    draft.transferSyntaxes = syntaxes;
    return draft.options();
  }

  /** With another PDU length offer, in bytes. */
  public ListenOptions withMaxPduLength(int length) {
    Draft draft = new Draft(this);
    draft.maxPduLength = length;
    return draft.options();
  }

  /** With other limits of associations at one time. */
  public ListenOptions withAssociationLimits(int total, int perAet) {
    Draft draft = new Draft(this);
    draft.maxAssociations = total;
    draft.maxAssociationsPerAet = perAet;
    return draft.options();
  }

  /** With another object limit, in bytes. */
  public ListenOptions withMaxObjectBytes(long bytes) {
    Draft draft = new Draft(this);
    draft.maxObjectBytes = bytes;
    return draft.options();
  }

  /** With other timeouts. */
  public ListenOptions withTimeouts(Timeouts changed, Duration grace) {
    Draft draft = new Draft(this);
    draft.timeouts = changed;
    draft.closeGrace = grace;
    return draft.options();
  }

  /** Asks peers to come later while that says so; it is asked for each association. */
  public ListenOptions withCongestion(BooleanSupplier congestion) {
    Draft draft = new Draft(this);
    draft.congested = congestion;
    return draft.options();
  }

  private static void check(boolean ok, String message) {
    if (!ok) {
      throw new UsageException(message);
    }
  }

  /** A copy of the options while one of them changes. */
  private static final class Draft {
    private String bindAddress;
    private int port;
    private List<String> aeTitles;
    private List<AcceptRule> acceptFrom;
    private Set<String> storageSopClasses;
    private List<String> transferSyntaxes;
    private int maxPduLength;
    private int maxAssociations;
    private int maxAssociationsPerAet;
    private long maxObjectBytes;
    private Timeouts timeouts;
    private Duration closeGrace;
    private Optional<TlsEndpoint> tls;
    private BooleanSupplier congested;

    Draft(ListenOptions of) {
      bindAddress = of.bindAddress;
      port = of.port;
      aeTitles = of.aeTitles;
      acceptFrom = of.acceptFrom;
      storageSopClasses = of.storageSopClasses;
      transferSyntaxes = of.transferSyntaxes;
      maxPduLength = of.maxPduLength;
      maxAssociations = of.maxAssociations;
      maxAssociationsPerAet = of.maxAssociationsPerAet;
      maxObjectBytes = of.maxObjectBytes;
      timeouts = of.timeouts;
      closeGrace = of.closeGrace;
      tls = of.tls;
      congested = of.congested;
    }

    ListenOptions options() {
      return new ListenOptions(
          bindAddress,
          port,
          aeTitles,
          acceptFrom,
          storageSopClasses,
          transferSyntaxes,
          maxPduLength,
          maxAssociations,
          maxAssociationsPerAet,
          maxObjectBytes,
          timeouts,
          closeGrace,
          tls,
          congested);
    }
  }
}
