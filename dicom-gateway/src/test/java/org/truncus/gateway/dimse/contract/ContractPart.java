package org.truncus.gateway.dimse.contract;

import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.DicomTransport;

/** A part of the {@link TransportContract}. */
abstract class ContractPart {

  /** The adapter under test, with these settings for calls. */
  abstract DicomTransport transport(CallOptions calls);

  final DicomTransport transport() {
    return transport(CallOptions.standard());
  }
}
