package org.truncus.gateway.web;

import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.AbstractHealthIndicator;
import io.micronaut.management.health.indicator.annotation.Readiness;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;

/** {@code /health/readiness}: up while there are no troubles. */
@Singleton
@Readiness
class GatewayReadiness extends AbstractHealthIndicator<Map<String, List<String>>> {

  private final Vitals vitals;

  GatewayReadiness(WebServices services) {
    this.vitals = services.vitals();
  }

  @Override
  protected Map<String, List<String>> getHealthInformation() {
    List<String> troubles = vitals.troubles();
    healthStatus = troubles.isEmpty() ? HealthStatus.UP : HealthStatus.DOWN;
    return Map.of("troubles", troubles);
  }

  @Override
  protected String getName() {
    return "gateway";
  }
}
