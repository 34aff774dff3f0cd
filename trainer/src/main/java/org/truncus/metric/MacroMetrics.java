package org.truncus.metric;

/**
 * Plain means over the labels where the metric is defined; NaN where it is for none.
 *
 * @param auroc mean {@link Auroc}
 * @param auprc mean {@link AveragePrecision}
 * @param labels how many labels the means are over
 */
public record MacroMetrics(double auroc, double auprc, int labels) {}
