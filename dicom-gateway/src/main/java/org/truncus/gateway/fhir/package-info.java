/**
 * A study's result as resources of FHIR R4, for systems that read those and no DICOM.
 *
 * <p>Lives here: the mapping, a pure function from the gateway's JSON and the structured report to
 * one Bundle. Does not live here: sending. No FHIR library: what is written is validated against
 * the profiles of R4 in the tests.
 */
package org.truncus.gateway.fhir;
