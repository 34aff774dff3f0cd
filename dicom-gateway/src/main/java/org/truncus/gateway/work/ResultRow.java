package org.truncus.gateway.work;

/**
 * What a model says of a study; the objects made of it stand in {@link OutputTable}.
 *
 * @param model {@code name/version}
 * @param modelSha256 digest of the package's manifest
 * @param evidence digest of the eligible instances
 * @param status {@code final}, {@code partial}, {@code failed} or {@code skipped}
 * @param document JSON
 * @param page HTML
 * @param withdrawnAt when a person withdrew it, or null
 * @param withdrawnWhy that person's words, or null
 */
public record ResultRow(
    long id,
    long runId,
    String studyUid,
    int revision,
    String model,
    String modelSha256,
    String evidence,
    String status,
    String document,
    String page,
    long createdAt,
    Long withdrawnAt,
    String withdrawnWhy) {

  /** A new one, which has no number yet. */
  public static ResultRow of(
      RunRow run,
      String modelSha256,
      String evidence,
      String status,
      String document,
      String page,
      long createdAt) {
    return new ResultRow(
        0,
        run.id(),
        run.studyUid(),
        run.revision(),
        run.model(),
        modelSha256,
        evidence,
        status,
        document,
        page,
        createdAt,
        null,
        null);
  }
}
