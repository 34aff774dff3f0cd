package org.truncus.gateway.dimse.builtin;

import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.DicomTransportProvider;
import org.truncus.gateway.dimse.Transports;

/** Names the built-in adapter to those who look for adapters. */
public final class BuiltinTransportProvider implements DicomTransportProvider {

  @Override
  public String name() {
    return Transports.BUILTIN;
  }

  @Override
  public DicomTransport open(CallOptions calls) {
    return new BuiltinTransport(calls);
  }
}
