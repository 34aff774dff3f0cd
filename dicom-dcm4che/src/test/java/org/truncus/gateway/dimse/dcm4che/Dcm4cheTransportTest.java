package org.truncus.gateway.dimse.dcm4che;

import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.contract.TransportContract;

/** The contract of all transports, kept by the one over dcm4che. */
class Dcm4cheTransportTest extends TransportContract {

  @Override
  protected DicomTransport transport(CallOptions calls) {
    return new Dcm4cheTransport(calls);
  }
}
