package org.truncus.gateway.work;

/**
 * One model's work on one revision of a study.
 *
 * @param model {@code name/version}
 * @param attempts begun so far, this one included
 * @param workingOn the instance under way, or the last one that was; or null
 * @param reason why it was skipped, failed or waits; without patient data; or null
 */
public record RunRow(
    long id,
    String studyUid,
    int revision,
    String model,
    RunState state,
    int attempts,
    long nextAt,
    String workingOn,
    String reason,
    long createdAt,
    Long startedAt,
    Long finishedAt) {}
