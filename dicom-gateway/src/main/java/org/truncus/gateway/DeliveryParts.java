package org.truncus.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.truncus.gateway.commit.CommitmentAsker;
import org.truncus.gateway.commit.CommitmentDesk;
import org.truncus.gateway.commit.CommitmentTeller;
import org.truncus.gateway.deliver.CircuitBreaker;
import org.truncus.gateway.deliver.Courier;
import org.truncus.gateway.deliver.DeliveryBook;
import org.truncus.gateway.deliver.DeliveryRule;
import org.truncus.gateway.deliver.DeliveryWorker;
import org.truncus.gateway.deliver.Destination;
import org.truncus.gateway.deliver.DicomCourier;
import org.truncus.gateway.deliver.Outlet;
import org.truncus.gateway.dicomweb.StowClient;
import org.truncus.gateway.dicomweb.StowOptions;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.tls.TlsIdentity;
import org.truncus.gateway.work.Backoff;

/** Puts together what sends results, and what asks and answers whether they are kept. */
record DeliveryParts(
    GatewayConfig config,
    Tables tables,
    CommitmentDesk commitments,
    DicomTransport transport,
    Optional<TlsIdentity> tls,
    Backoff backoff,
    Map<Destination, CircuitBreaker> breakers) {

  private static final Duration COMMITMENT_PAUSE = Duration.ofSeconds(2);

  void start(Loops loops) {
    breakers.forEach(
        (destination, breaker) ->
            loops.start("deliver-" + destination.key(), worker(destination, breaker)::step));
    commitments(loops);
  }

  private DeliveryWorker worker(Destination destination, CircuitBreaker breaker) {
    DeliveryBook book =
        new DeliveryBook(
            tables.database(), tables.outbox(), tables.studies(), tables.audit(), tables.clock());
    DeliveryRule rule =
        new DeliveryRule(backoff, config.retries().giveUp(), config.retries().maxAttempts());
    Outlet outlet = new Outlet(destination.key(), courier(destination), rule, breaker);
    return new DeliveryWorker(book, tables.folder(), outlet, tables.clock());
  }

  private Courier courier(Destination destination) {
    if (destination instanceof Destination.Dicom dicom) {
      return new DicomCourier(transport, dicom.peer(), config.aeTitle());
    }
    Destination.Web web = (Destination.Web) destination;
    StowOptions options = StowOptions.of(web.service());
    if (web.credentials().isPresent()) {
      options = options.withCredentials(web.credentials().get());
    }
    if (tls.isPresent()) {
      options = options.withTls(tls.get());
    }
    StowClient client = new StowClient(options);
    return instances -> client.send(instances).instances();
  }

  private void commitments(Loops loops) {
    List<PeerAddress> peers = new ArrayList<>(config.dicom().peers());
    peers.addAll(config.dicomPeers());
    loops.start(
        "tell-commitments",
        new CommitmentTeller(
                tables.database(),
                commitments,
                transport,
                peers,
                backoff,
                config.retries().giveUp(),
                tables.clock())
            ::step);
    if (config.dicom().commitWait().isEmpty()) {
      return;
    }
    CommitmentAsker.Patience patience =
        new CommitmentAsker.Patience(
            COMMITMENT_PAUSE, config.dicom().commitWait().get(), config.retries().maxAttempts());
    for (PeerAddress destination : config.dicomPeers()) {
      loops.start(
          "ask-commitment-" + destination.aeTitle(),
          new CommitmentAsker(
                  tables.database(),
                  commitments,
                  transport,
                  config.aeTitle(),
                  destination,
                  patience,
                  backoff,
                  tables.clock())
              ::step);
    }
  }
}
