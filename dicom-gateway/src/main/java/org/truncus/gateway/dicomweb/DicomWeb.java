package org.truncus.gateway.dicomweb;

/**
 * The DICOMweb services of a gateway.
 *
 * @param store takes instances
 */
public record DicomWeb(StowReceiver store) {}
