package org.truncus.gateway.web;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.truncus.gateway.deliver.OutboxState;
import org.truncus.gateway.work.StudyState;

/** The gateway's own figures at {@code /prometheus}. Labels never carry UIDs or names. */
@Singleton
class GatewayMetrics implements MeterBinder {

  private final StudyDesk desk;
  private final Vitals vitals;
  private final DestinationDesk destinations;

  GatewayMetrics(WebServices services) {
    this.desk = services.desk();
    this.vitals = services.vitals();
    this.destinations = services.destinations();
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    for (StudyState state : StudyState.values()) {
      Gauge.builder("truncus.studies", desk, d -> (double) d.counts().get(state))
          .description("Studies by state")
          .tag("state", state.text())
          .register(registry);
    }
    Gauge.builder("truncus.deliveries.waiting", desk, d -> (double) d.waitingDeliveries())
        .description("Reports which a destination doesn't have yet")
        .register(registry);
    Gauge.builder("truncus.associations", vitals, v -> (double) v.associations())
        .description("Open DICOM associations")
        .register(registry);
    for (double share : new double[] {0.5, 0.95, 0.99}) {
      Gauge.builder("truncus.store.seconds", vitals, v -> v.storeSeconds(share))
          .description("Time within which that share of the instances were answered")
          .tag("quantile", String.valueOf(share))
          .register(registry);
    }
    Gauge.builder("truncus.disk.used", vitals, Vitals::diskUsed)
        .description("Used share of the disk of instances and reports")
        .register(registry);
    Gauge.builder("truncus.input.refused", vitals, v -> v.refusing() ? 1 : 0)
        .description("1 while instances are refused for want of room on the disk or in the queue")
        .register(registry);
    if (vitals.tlsDaysLeft().isPresent()) {
      Gauge.builder("truncus.tls.certificate.days", vitals, v -> (double) v.tlsDaysLeft().orElse(0))
          .description("Whole days until the DICOM TLS certificate ends")
          .register(registry);
    }
    destinations.keys().forEach(destination -> bind(registry, destination));
    counter(registry, "taken", v -> (double) v.instancesTaken());
    counter(registry, "refused", v -> (double) v.instancesRefused());
  }

  private void bind(MeterRegistry registry, String destination) {
    Gauge.builder("truncus.destination.up", destinations, d -> d.up(destination))
        .description("1 where objects are sent, 0.5 where one is tried, 0 where it is away")
        .tag("destination", destination)
        .register(registry);
    for (OutboxState state : List.of(OutboxState.PENDING, OutboxState.HELD, OutboxState.DEAD)) {
      Gauge.builder(
              "truncus.destination.objects",
              destinations,
              d -> (double) d.count(destination, state))
          .description("Objects which a destination doesn't have, by state")
          .tag("destination", destination)
          .tag("state", state.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
  }

  private void counter(MeterRegistry registry, String outcome, ToDoubleFunction<Vitals> count) {
    FunctionCounter.builder("truncus.instances", vitals, count)
        .description("C-STORE requests by outcome")
        .tag("outcome", outcome)
        .register(registry);
  }
}
