/**
 * The search for the best place to cut a network: stages first, then the layers inside the best
 * stage, on validation data alone, with repeats, a rule against the noise, and early abandonment;
 * the test split is opened once at the end. Runs are cells of {@code org.truncus.experiment};
 * nothing is trained or scored here.
 */
package org.truncus.search;
