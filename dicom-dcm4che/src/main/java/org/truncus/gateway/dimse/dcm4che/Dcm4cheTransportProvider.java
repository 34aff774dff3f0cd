package org.truncus.gateway.dimse.dcm4che;

import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.DicomTransportProvider;
import org.truncus.gateway.dimse.Transports;

/** Names the adapter over dcm4che to those who look for adapters. */
public final class Dcm4cheTransportProvider implements DicomTransportProvider {

  @Override
  public String name() {
    return Transports.DCM4CHE;
  }

  @Override
  public DicomTransport open(CallOptions calls) {
    return new Dcm4cheTransport(calls);
  }
}
