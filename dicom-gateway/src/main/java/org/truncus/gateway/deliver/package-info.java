/**
 * Sending: the outbox, one row for each object and destination, and the workers that empty it. An
 * object is delivered only when its destination answered so; nothing is dropped in silence. A
 * destination that is away is left alone until it answers a question again.
 *
 * <p>The network is {@code dimse}'s; the reports are written elsewhere and only read here.
 */
package org.truncus.gateway.deliver;
