package org.truncus.gateway.dimse;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.truncus.problem.UsageException;

/**
 * What a listener accepts, from whom, and how much of it. Start from {@link #of} and change single
 * settings with the {@code with…} methods.
 *
 * @param bindAddress IP address or host name of the interface; {@code 0.0.0.0} for all
 * @param port 0 lets the system choose
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
    Duration closeGrace) {

  private static final int SMALLEST_PDU = 4096;
  private static final int LARGEST_PDU = 1 << 20;

  /** Checks ranges and copies the collections. */
  public ListenOptions {
    aeTitles = aeTitles.stream().map(AeTitle::check).toList();
    acceptFrom = List.copyOf(acceptFrom);
    storageSopClasses = Set.copyOf(storageSopClasses);
    transferSyntaxes = List.copyOf(transferSyntaxes);
    check(port >= 0 && port <= 65535, "the DICOM port is " + port + ", expected 0..65535");
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
        Duration.ofSeconds(10));
  }

  /** On another interface. */
  public ListenOptions withBindAddress(String address) {
    return new ListenOptions(
        address,
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
        closeGrace);
  }

  /** With other titles of our own. */
  public ListenOptions withAeTitles(List<String> titles) {
    return new ListenOptions(
        bindAddress,
        port,
        titles,
        acceptFrom,
        storageSopClasses,
        transferSyntaxes,
        maxPduLength,
        maxAssociations,
        maxAssociationsPerAet,
        maxObjectBytes,
        timeouts,
        closeGrace);
  }

  /** With another set of SOP classes. */
  public ListenOptions withStorageSopClasses(Set<String> classes) {
    return new ListenOptions(
        bindAddress,
        port,
        aeTitles,
        acceptFrom,
        classes,
        transferSyntaxes,
        maxPduLength,
        maxAssociations,
        maxAssociationsPerAet,
        maxObjectBytes,
        timeouts,
        closeGrace);
  }

  /** With other transfer syntaxes. */
  public ListenOptions withTransferSyntaxes(List<String> syntaxes) {
    return new ListenOptions(
        bindAddress,
        port,
        aeTitles,
        acceptFrom,
        storageSopClasses,
        syntaxes,
        maxPduLength,
        maxAssociations,
        maxAssociationsPerAet,
        maxObjectBytes,
        timeouts,
        closeGrace);
  }

  /** With another PDU length offer, in bytes. */
  public ListenOptions withMaxPduLength(int length) {
    return new ListenOptions(
        bindAddress,
        port,
        aeTitles,
        acceptFrom,
        storageSopClasses,
        transferSyntaxes,
        length,
        maxAssociations,
        maxAssociationsPerAet,
        maxObjectBytes,
        timeouts,
        closeGrace);
  }

  /** With other limits of associations at one time. */
  public ListenOptions withAssociationLimits(int total, int perAet) {
    return new ListenOptions(
        bindAddress,
        port,
        aeTitles,
        acceptFrom,
        storageSopClasses,
        transferSyntaxes,
        maxPduLength,
        total,
        perAet,
        maxObjectBytes,
        timeouts,
        closeGrace);
  }

  /** With another object limit, in bytes. */
  public ListenOptions withMaxObjectBytes(long bytes) {
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
        bytes,
        timeouts,
        closeGrace);
  }

  /** With other timeouts. */
  public ListenOptions withTimeouts(Timeouts changed, Duration grace) {
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
        changed,
        grace);
  }

  private static void check(boolean ok, String message) {
    if (!ok) {
      throw new UsageException(message);
    }
  }
}
