package org.truncus.gateway.dimse;

import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.problem.UsageException;

/**
 * A port that speaks TLS only.
 *
 * @param port 0 lets the system choose
 * @param identity our certificate, and whom we trust
 */
public record TlsEndpoint(int port, TlsIdentity identity) {

  /** Checks the port. */
  public TlsEndpoint {
    if (port < 0 || port > 65535) {
      throw new UsageException("the DICOM TLS port is " + port + ", expected 0..65535");
    }
  }
}
