package org.truncus.gateway.work;

/**
 * A result: the report file and the same in JSON.
 *
 * @param model {@code name/version}
 * @param modelSha256 digest of the package's manifest
 * @param srUid SOP Instance UID of the report
 * @param sha256 of the report file; also its name in the data folder
 * @param evidence digest of the eligible instances
 * @param document JSON
 * @param page HTML
 */
public record ResultRow(
    long id,
    long runId,
    String studyUid,
    int revision,
    String model,
    String modelSha256,
    String sopClassUid,
    String srUid,
    String sha256,
    String evidence,
    String document,
    String page,
    long createdAt) {}
