package org.truncus.gateway.dimse.service;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.InstanceReport;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.problem.InvalidInputException;

/** Sends a list of files, in several associations only where they need more than 128 contexts. */
final class SendJob {

  private static final Logger log = LoggerFactory.getLogger(SendJob.class);

  private record Item(int index, OutgoingInstance instance, Part10Head head) {}

  private final PeerAddress peer;
  private final Caller caller;
  private final List<OutgoingInstance> instances;
  private final Map<Integer, InstanceReport> reports = new HashMap<>();
  private final Deque<Item> waiting = new ArrayDeque<>();

  SendJob(PeerAddress peer, Caller caller, List<OutgoingInstance> instances) {
    this.peer = peer;
    this.caller = caller;
    this.instances = List.copyOf(instances);
  }

  SendReport run() {
    for (int i = 0; i < instances.size(); i++) {
      readHead(i);
    }
    Optional<AssociationFailure> failure = Optional.empty();
    while (!waiting.isEmpty() && failure.isEmpty()) {
      failure = oneAssociation();
    }
    if (failure.isPresent()) {
      AssociationFailure why = failure.get();
      log.warn("sending to {} failed: {}", peer, why.message());
      waiting.forEach(item -> reports.put(item.index(), unsent(item, why.kind(), why.message())));
    }
    List<InstanceReport> inOrder =
        IntStream.range(0, instances.size()).mapToObj(reports::get).toList();
    return new SendReport(peer, inOrder, failure);
  }

  private void readHead(int index) {
    OutgoingInstance instance = instances.get(index);
    try {
      waiting.add(new Item(index, instance, Part10Head.read(instance.file())));
    } catch (InvalidInputException e) {
      reports.put(
          index, InstanceReports.unreadable(instance, FailureKind.PERMANENT, e.getMessage()));
    } catch (IOException e) {
      reports.put(
          index,
          InstanceReports.unreadable(
              instance, FailureKind.TRANSIENT, new SourceException(e).getMessage()));
    }
  }

  /** Takes from the waiting items as many as one association can carry. */
  private Optional<AssociationFailure> oneAssociation() {
    ContextPlan plan = new ContextPlan();
    int count = 0;
    for (Item item : waiting) {
      if (!plan.add(item.head())) {
        break;
      }
      count++;
    }
    try {
      return storeAll(caller.open(plan.contexts()), count);
    } catch (AssociationException e) {
      return Optional.of(e.failure());
    }
  }

  private Optional<AssociationFailure> storeAll(OutgoingAssociation association, int count) {
    StoreUser user = new StoreUser(association);
    for (int i = 0; i < count; i++) {
      Item item = waiting.element();
      try {
        reports.put(item.index(), user.store(item.instance(), item.head()));
        waiting.remove();
      } catch (SourceException e) {
        association.abort(e);
        waiting.remove();
        reports.put(item.index(), unsent(item, FailureKind.TRANSIENT, e.getMessage()));
        return Optional.empty();
      } catch (IOException e) {
        association.abort(e);
        return Optional.of(
            AssociationFailure.ended(
                FailureKind.TRANSIENT,
                "the association with %s broke: %s".formatted(peer, e.getMessage())));
      }
    }
    release(association);
    return Optional.empty();
  }

  /** Every instance has its answer already, so a failed release changes nothing. */
  private void release(OutgoingAssociation association) {
    try {
      association.release();
    } catch (IOException e) {
      log.debug("{} didn't answer our release: {}", peer, e.getMessage());
      association.abort(e);
    }
  }

  private static InstanceReport unsent(Item item, FailureKind kind, String message) {
    return InstanceReports.unsent(item.instance(), item.head(), kind, message);
  }
}
