package org.truncus.gateway.work;

import java.time.Duration;

/**
 * Who holds claimed work, and for how long without a sign of life.
 *
 * @param owner the gateway's identity
 * @param length until somebody else may take the work
 */
public record Lease(String owner, Duration length) {}
