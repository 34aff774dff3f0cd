/**
 * The built-in {@link org.truncus.gateway.dimse.DicomTransport}: associations (PS3.8) and the
 * messages of verification and storage (PS3.7), on plain sockets and platform threads.
 *
 * <p>{@link org.truncus.gateway.dimse.builtin.BuiltinTransport} is the way in; all else is inside.
 * One thread serves one association, so a slow store handler slows its sender and nobody else.
 */
package org.truncus.gateway.dimse.builtin;
