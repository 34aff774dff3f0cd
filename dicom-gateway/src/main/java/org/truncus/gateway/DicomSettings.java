package org.truncus.gateway;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.truncus.gateway.dimse.AeTitle;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.tls.TlsOptions;
import org.truncus.problem.UsageException;

/**
 * The finer settings of the DICOM network.
 *
 * @param aliases further titles under which peers may call us
 * @param tlsPort the port that speaks TLS, beside or instead of the plain one
 * @param tls our certificate and whom we trust, for that port and for peers called with TLS
 * @param maxAssociations at one time
 * @param maxAssociationsPerPeer at one time of one calling title
 * @param peers where those listen who send to us, for the results of storage commitment
 * @param commitWait how long a destination may take to answer whether it keeps a report; empty
 *     where it isn't asked
 */
public record DicomSettings(
    List<String> aliases,
    OptionalInt tlsPort,
    Optional<TlsOptions> tls,
    int maxAssociations,
    int maxAssociationsPerPeer,
    List<PeerAddress> peers,
    Optional<Duration> commitWait) {

  /** Checks what doesn't fit together. */
  public DicomSettings {
    aliases = aliases.stream().map(AeTitle::check).toList();
    peers = List.copyOf(peers);
    if (tlsPort.isPresent() && tls.flatMap(TlsOptions::certificate).isEmpty()) {
      throw new UsageException(
          "--dicom-tls-port needs a certificate and who is trusted: --tls-cert, --tls-key and"
              + " --tls-ca");
    }
    if (tlsPort.isPresent() && (tlsPort.getAsInt() < 0 || tlsPort.getAsInt() > 65535)) {
      throw new UsageException("--dicom-tls-port is " + tlsPort.getAsInt() + ", expected 0..65535");
    }
    if (maxAssociations < 1 || maxAssociationsPerPeer < 1) {
      throw new UsageException(
          "--max-associations is %d and --max-associations-per-peer %d, expected at least 1"
              .formatted(maxAssociations, maxAssociationsPerPeer));
    }
  }
}
