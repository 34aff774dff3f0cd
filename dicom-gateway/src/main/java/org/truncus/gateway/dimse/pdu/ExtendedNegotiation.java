package org.truncus.gateway.dimse.pdu;

import java.nio.ByteBuffer;

/**
 * SOP class extended negotiation (PS3.7 §D.3.3.5).
 *
 * @param information defined by the service class
 */
public record ExtendedNegotiation(String sopClassUID, ByteBuffer information) {}
