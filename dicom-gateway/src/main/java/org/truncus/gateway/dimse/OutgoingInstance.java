package org.truncus.gateway.dimse;

import java.nio.file.Path;

/**
 * An instance to send.
 *
 * @param file a DICOM Part 10 file, read while it is sent and not before
 */
public record OutgoingInstance(Path file) {}
