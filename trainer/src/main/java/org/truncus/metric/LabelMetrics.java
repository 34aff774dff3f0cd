package org.truncus.metric;

/**
 * Discrimination of one label on the rows where it isn't masked.
 *
 * @param auroc see {@link Auroc}; NaN where one class only
 * @param auprc see {@link AveragePrecision}; NaN where one class only
 * @param noSkill average precision of a useless score: the prevalence; NaN without rows
 * @param positives rows that are positive
 * @param negatives rows that are negative
 * @param aurocCi 95 % interval, patients resampled
 * @param auprcCi 95 % interval, patients resampled
 */
public record LabelMetrics(
    double auroc,
    double auprc,
    double noSkill,
    long positives,
    long negatives,
    Interval aurocCi,
    Interval auprcCi) {}
