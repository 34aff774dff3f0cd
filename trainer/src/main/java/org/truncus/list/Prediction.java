package org.truncus.list;

/**
 * What a network said about one image. Arrays are {@code [L]} in the order of the list's labels and
 * not to be changed.
 *
 * @param image path as written in the list
 * @param patientId whose image it is
 * @param targets 1, 0, or NaN where masked
 * @param logits before sigmoid or softmax
 * @param probabilities in [0,1]
 */
@SuppressWarnings("ArrayRecordComponent") // compared by identity; copies would cost per row
public record Prediction(
    String image, String patientId, float[] targets, float[] logits, float[] probabilities) {}
