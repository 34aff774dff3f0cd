package org.truncus.gateway.work;

import org.jdbi.v3.core.mapper.reflect.JdbiConstructor;

/**
 * A received instance.
 *
 * @param sha256 of the file; also its name in the data folder
 * @param dataSetSha256 of the data set as received, without meta information
 * @param bytes length of the file
 * @param revision of the study when it arrived
 * @param receivedAt milliseconds since 1970-01-01T00:00Z
 * @param purgedAt when retention removed the file, or null
 * @param quarantinedAt when no model was to see it any more, or null
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
    long receivedAt,
    Long purgedAt,
    Long quarantinedAt) {

  /** Called by the database's mapper too. */
  @JdbiConstructor
  public InstanceRow {}

  /** One that has just come. */
  public InstanceRow(
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
      long receivedAt) {
    this(
        sopInstanceUid,
        sopClassUid,
        studyUid,
        seriesUid,
        transferSyntaxUid,
        sha256,
        dataSetSha256,
        bytes,
        revision,
        callingAet,
        receivedAt,
        null,
        null);
  }
}
