/**
 * Synthetic chest radiographs with known findings, and their CSV lists, for demonstrations and
 * tests.
 *
 * <p>Lives here: the anatomy of a made-up patient, its projection to pixels, the labels, PNG and
 * list output. Everything is a function of (seed, patient, image).
 *
 * <p>Does not live here: DICOM (the caller encodes a {@link org.truncus.testdata.PhantomImage}
 * through {@link org.truncus.testdata.PhantomEncoder}), reading of lists, and anything learned.
 * These images prove that the machinery works; they say nothing about patients.
 */
package org.truncus.testdata;
