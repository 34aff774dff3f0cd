package org.truncus.train;

/**
 * One value of the course of a run.
 *
 * @param epoch counted from 1
 * @param split {@code train} or {@code val}
 * @param name {@code loss}, {@code lr}, {@code clipped}, {@code auroc}, {@code auprc}, {@code
 *     seconds}, {@code images_per_second}, or {@code auroc/<label>} and {@code auprc/<label>}
 * @param value NaN where it is undefined
 */
public record HistoryEntry(int epoch, String split, String name, double value) {}
