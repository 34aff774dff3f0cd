/**
 * The {@link org.truncus.gateway.dimse.DicomTransport} over dcm4che 5.35: its upper layer and its
 * DIMSE messages, under our rules of who may call, our limits and our deadlines. Sockets and TLS
 * are ours as well, so that ports, certificates and limits behave as with the built-in adapter.
 */
package org.truncus.gateway.dimse.dcm4che;
