/**
 * What predictions of a split come to, as sections of a page: discrimination with curves, decisions
 * at thresholds that were chosen on other data, confusion of classes, and the images that a network
 * is surest of, right and wrong. Knows predictions and pixels, but neither networks nor runs: who
 * has these ({@code org.truncus.train}) puts the sections together with its own.
 */
package org.truncus.report;
