package org.truncus.gateway.dimse.service;

import java.util.Optional;

/**
 * An N-ACTION or N-EVENT-REPORT as it came.
 *
 * @param typeID action or event type; -1 where it is missing
 */
public record CommitmentMessage(
    AcceptedContext context,
    String sopClassUID,
    String sopInstanceUID,
    int typeID,
    Optional<MessageData> data) {}
