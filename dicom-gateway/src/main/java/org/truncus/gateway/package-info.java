/**
 * The DICOM gateway as a whole: its settings, and the class that starts and stops it.
 *
 * <p>C-STORE arrives in {@code inbox}, {@code work} keeps studies and their states, {@code infer}
 * scores, {@code report} writes the result, {@code deliver} sends it, {@code web} shows it, {@code
 * audit} remembers; {@code dimse} is the network.
 */
package org.truncus.gateway;
