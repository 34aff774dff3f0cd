/**
 * Sending: the outbox, one row for each report and destination, and the workers that empty it. A
 * report is delivered only when its destination answered so; nothing is dropped in silence.
 *
 * <p>The network is {@code dimse}'s; the reports are written elsewhere and only read here.
 */
package org.truncus.gateway.deliver;
