package org.truncus.gateway.dimse.service;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.AeTitle;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.AssociationReject;
import org.truncus.gateway.dimse.ListenOptions;

/** Who may open an association with a listener. Safe for several threads. */
public final class Admission {

  private static final String APPLICATION_CONTEXT = "1.2.840.10008.3.1.1.1";
  private static final Logger log = LoggerFactory.getLogger(Admission.class);

  private final ListenOptions options;
  private final AssociationRegistry registry;
  private final AtomicLong count = new AtomicLong();

  /** Counts accepted associations in the registry. */
  public Admission(ListenOptions options, AssociationRegistry registry) {
    this.options = options;
    this.registry = registry;
  }

  /**
   * What an A-ASSOCIATE-RQ says of itself, and the connection of it.
   *
   * @param protocolVersion its bits
   * @param callingAet trimmed
   * @param calledAet trimmed
   * @param tlsSubject the name in the certificate that the peer has shown
   * @param abstractSyntaxes of the proposed contexts
   */
  public record Request(
      int protocolVersion,
      String applicationContext,
      String callingAet,
      String calledAet,
      InetAddress address,
      Optional<String> tlsSubject,
      List<String> abstractSyntaxes) {}

  /**
   * A request and its judgement. Where there is no rejection, the association counts in the
   * registry until it is removed there.
   */
  public record Judgement(AssociationInfo info, Optional<AssociationReject> reject) {}

  /** Judges by protocol, called title, allow list, congestion and limits, in this order. */
  public Judgement judge(Request request) {
    AssociationInfo info =
        new AssociationInfo(
            "A" + count.incrementAndGet(),
            request.callingAet(),
            request.calledAet(),
            request.address().getHostAddress(),
            request.tlsSubject());
    Optional<AssociationReject> reject = reject(request, info);
    if (reject.isEmpty() && !registry.add(info)) {
      reject = Optional.of(AssociationReject.LOCAL_LIMIT_EXCEEDED);
    }
    reject.ifPresent(
        why ->
            log.warn(
                "rejected the association of '{}' at {} to '{}': {}",
                info.callingAet(),
                info.remoteAddress(),
                info.calledAet(),
                why.text()));
    return new Judgement(info, reject);
  }

  private Optional<AssociationReject> reject(Request request, AssociationInfo info) {
    if ((request.protocolVersion() & 1) == 0) {
      return Optional.of(AssociationReject.PROTOCOL_VERSION_NOT_SUPPORTED);
    }
    if (!request.applicationContext().equals(APPLICATION_CONTEXT)) {
      return Optional.of(AssociationReject.APPLICATION_CONTEXT_NOT_SUPPORTED);
    }
    if (!options.aeTitles().contains(request.calledAet())) {
      return Optional.of(AssociationReject.CALLED_AET_NOT_RECOGNISED);
    }
    boolean known =
        AeTitle.isValid(request.callingAet())
            && options.acceptFrom().stream()
                .anyMatch(rule -> rule.accepts(info, request.address()));
    if (!known) {
      return Optional.of(AssociationReject.CALLING_AET_NOT_RECOGNISED);
    }
    return brings(request) && options.congested().getAsBoolean()
        ? Optional.of(AssociationReject.TEMPORARY_CONGESTION)
        : Optional.empty();
  }

  private boolean brings(Request request) {
    return request.abstractSyntaxes().stream().anyMatch(options.storageSopClasses()::contains);
  }
}
