/**
 * TLS for the DICOM network (PS3.15 annex B): settings, profiles, keys and certificates from PEM or
 * PKCS#12 files, and their replacement while the gateway runs.
 *
 * <p>{@link org.truncus.gateway.dimse.tls.TlsIdentity} is what transports use. Nothing here knows
 * DICOM messages; HTTP has its own TLS.
 */
package org.truncus.gateway.dimse.tls;
