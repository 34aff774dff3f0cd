package org.truncus.gateway.report;

/**
 * A heat map which a report refers to: a Secondary Capture image.
 *
 * @param sourceInstanceUID SOP Instance UID of the image that it is of
 * @param label the label that it is for
 * @param sopInstanceUID its own SOP Instance UID
 * @param seriesInstanceUID its series
 */
public record CaptureReference(
    String sourceInstanceUID, String label, String sopInstanceUID, String seriesInstanceUID) {}
