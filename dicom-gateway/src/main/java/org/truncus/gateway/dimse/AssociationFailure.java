package org.truncus.gateway.dimse;

import java.util.Optional;

/**
 * Why an association didn't come about, or ended early.
 *
 * @param message who, what was found, and what to check; without patient data
 * @param reject the peer's A-ASSOCIATE-RJ, where it sent one
 */
public record AssociationFailure(
    FailureKind kind, String message, Optional<AssociationReject> reject) {}
