/**
 * What the gateway says about a study: the result as data, and its forms as DICOM structured
 * report, JSON and readable text.
 *
 * <p>Lives here: {@link org.truncus.gateway.report.StudyResult} and its parts, the TID 1500 tree,
 * the rules of identity (the same result always makes the same bytes).
 *
 * <p>Does not live here: scoring, the decision which images are eligible, storage and delivery. No
 * Micronaut, no TensorFlow.
 */
package org.truncus.gateway.report;
