package org.truncus.gateway.deliver;

/**
 * How an attempt to send ended, and what follows.
 *
 * @param state the row's next state
 * @param nextAt the next attempt, epoch milliseconds
 * @param permanent whether it was a refusal for good
 * @param status of the response, four hexadecimal digits, or null where none came
 * @param error the peer's words or the reason nothing was sent, or null
 * @param counted whether it was one: not where the association broke before the object's turn
 */
record Attempt(
    OutboxState state,
    long nextAt,
    boolean permanent,
    String status,
    String error,
    boolean counted) {}
