/**
 * What every adapter of the DICOM network does alike: who may call, which contexts are taken, what
 * a failure becomes, in what order files are sent, how storage commitment is put. An adapter brings
 * an {@link org.truncus.gateway.dimse.service.OutgoingAssociation} for what we send, and hands what
 * it receives to {@link org.truncus.gateway.dimse.service.Admission}, {@link
 * org.truncus.gateway.dimse.service.StoreProvider} and {@link
 * org.truncus.gateway.dimse.service.CommitmentProvider}.
 */
package org.truncus.gateway.dimse.service;
