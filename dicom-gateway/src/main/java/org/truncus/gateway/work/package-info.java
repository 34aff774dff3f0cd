/**
 * The gateway's memory and its clockwork: the data folder, the database, studies and their states,
 * runs of models and their leases, and the loops that move them.
 *
 * <p>Receiving lives in {@code inbox}, scoring in {@code infer}, sending in {@code deliver}.
 * Nothing here knows HTTP, DICOM associations or TensorFlow.
 */
package org.truncus.gateway.work;
