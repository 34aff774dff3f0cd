/**
 * The DICOM network: a small port (listen, send, echo) and the types that cross it.
 *
 * <p>Callers see {@link org.truncus.gateway.dimse.DicomTransport} and its records only. The adapter
 * that speaks the upper layer protocol itself lives in {@code builtin}. Files, pixels and data sets
 * belong to {@code org.truncus.dicom}; what is done with a received instance belongs to the
 * gateway's inbox.
 */
package org.truncus.gateway.dimse;
