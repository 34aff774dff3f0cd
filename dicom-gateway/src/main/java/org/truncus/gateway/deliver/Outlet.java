package org.truncus.gateway.deliver;

/**
 * A destination, and how it is served.
 *
 * @param destination {@link Destination#key()}
 */
public record Outlet(
    String destination, Courier courier, DeliveryRule rule, CircuitBreaker breaker) {}
