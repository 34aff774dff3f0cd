/**
 * Which images there are, whose they are, what they show, and in which split they stand: reading
 * and checking lists of several forms, splitting by patient, taking fractions, summaries, and the
 * prediction files that come back out. No pixels are read here and no metric is computed.
 */
package org.truncus.list;
