/**
 * The metrics of a file of scores, whoever made it: which rows and columns count, the measurements
 * with their intervals, the comparison with a second file, and the page, drawings and documents
 * that tell of them. The arithmetic is in {@code org.truncus.metric}, the drawing in {@code
 * org.truncus.plot}; no network is run here.
 */
package org.truncus.evaluate;
