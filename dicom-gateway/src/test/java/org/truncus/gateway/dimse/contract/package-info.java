/** The tests that every adapter of the DICOM network has to pass, and the peers they need. */
package org.truncus.gateway.dimse.contract;
