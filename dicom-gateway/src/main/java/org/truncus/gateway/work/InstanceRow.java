package org.truncus.gateway.work;

/**
 * A received instance.
 *
 * @param sha256 of the file; also its name in the data folder
 * @param dataSetSha256 of the data set as received, without meta information
 * @param bytes length of the file
 * @param revision of the study when it arrived
 * @param receivedAt milliseconds since 1970-01-01T00:00Z
 */
public record InstanceRow(
    String sopInstanceUid,
    String sopClassUid,
    String studyUid,
    String seriesUid,
    String transferSyntaxUid,
    String sha256,
    String dataSetSha256,
    long bytes,
    int revision,
    String callingAet,
    long receivedAt) {}
