package org.truncus.metric;

/**
 * Plain means over the labels where the metric is defined; NaN where it is for none.
 *
 * @param auroc mean {@link Auroc}
 * @param auprc mean {@link AveragePrecision}
 */
public record MacroMetrics(double auroc, double auprc) {}
