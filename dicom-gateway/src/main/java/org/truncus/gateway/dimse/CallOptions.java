package org.truncus.gateway.dimse;

import java.util.Optional;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.problem.UsageException;

/**
 * How we call peers.
 *
 * @param timeouts for associations we open
 * @param maxPduLength the P-DATA-TF length offered to peers, 4096..1048576 bytes
 * @param tls for peers that are called with TLS; empty where none can be
 */
public record CallOptions(Timeouts timeouts, int maxPduLength, Optional<TlsIdentity> tls) {

  private static final int SMALLEST_PDU = 4096;
  private static final int STANDARD_PDU = 65536;
  private static final int LARGEST_PDU = 1 << 20;

  /** Checks the length. */
  public CallOptions {
    if (maxPduLength < SMALLEST_PDU || maxPduLength > LARGEST_PDU) {
      throw new UsageException(
          "the PDU length is %d, expected %d..%d"
              .formatted(maxPduLength, SMALLEST_PDU, LARGEST_PDU));
    }
  }

  /** Standard timeouts, PDUs of up to 64 KiB, no TLS. */
  public static CallOptions standard() {
    return new CallOptions(Timeouts.standard(), STANDARD_PDU, Optional.empty());
  }

  /** The same, with TLS for the peers that want it. */
  public CallOptions withTls(TlsIdentity identity) {
    return new CallOptions(timeouts, maxPduLength, Optional.of(identity));
  }
}
