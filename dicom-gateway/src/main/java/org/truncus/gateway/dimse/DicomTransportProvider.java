package org.truncus.gateway.dimse;

/** An adapter of the DICOM network on the class path, found by {@link java.util.ServiceLoader}. */
public interface DicomTransportProvider {

  /** As {@code --transport} spells it. */
  String name();

  /** The adapter, with these settings for associations we open. */
  DicomTransport open(CallOptions calls);
}
