/**
 * The protocol data units of the DICOM upper layer (PS3.8 §9.3) as records, and their bytes.
 *
 * <p>Pure data: nothing here opens a socket, waits, or decides what to accept. Lengths and item
 * structure are checked here; what a value means for an association belongs to {@code builtin}.
 */
package org.truncus.gateway.dimse.pdu;
