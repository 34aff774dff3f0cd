package org.truncus.gateway.dimse.service;

/**
 * A negotiated presentation context.
 *
 * @param id odd, 1..255
 * @param abstractSyntax the SOP class UID
 * @param transferSyntax the one both sides use
 */
public record AcceptedContext(int id, String abstractSyntax, String transferSyntax) {}
