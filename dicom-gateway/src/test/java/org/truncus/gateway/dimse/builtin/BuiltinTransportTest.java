package org.truncus.gateway.dimse.builtin;

import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.contract.TransportContract;

/** The contract of all transports, kept by the built-in one. */
class BuiltinTransportTest extends TransportContract {

  @Override
  protected DicomTransport transport(CallOptions calls) {
    return new BuiltinTransport(calls);
  }
}
