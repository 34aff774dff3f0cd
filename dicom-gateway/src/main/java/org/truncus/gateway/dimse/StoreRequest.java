package org.truncus.gateway.dimse;

/**
 * A C-STORE request as the command set and the presentation context give it (PS3.7 §9.1.1). Both
 * instance UIDs are what the peer wrote, at most 64 characters without padding, and otherwise
 * <em>unchecked</em>: never build a path from them.
 *
 * @param affectedSOPClassUID the class of the command; equals the negotiated abstract syntax
 * @param transferSyntaxUID the negotiated syntax, in which the data set arrives
 */
public record StoreRequest(
    AssociationInfo association,
    String affectedSOPClassUID,
    String affectedSOPInstanceUID,
    String transferSyntaxUID) {}
