package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import org.truncus.gateway.dimse.AeTitle;
import org.truncus.gateway.dimse.AssociationFailure;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.CommitmentReport;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DicomListener;
import org.truncus.gateway.dimse.DicomTransport;
import org.truncus.gateway.dimse.EchoReport;
import org.truncus.gateway.dimse.FailureKind;
import org.truncus.gateway.dimse.ListenOptions;
import org.truncus.gateway.dimse.OutgoingInstance;
import org.truncus.gateway.dimse.PeerAddress;
import org.truncus.gateway.dimse.SendReport;
import org.truncus.gateway.dimse.StorageSyntaxes;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.pdu.ProposedContext;

/** The DICOM upper layer written from PS3.7 and PS3.8, without a dependency. */
public final class BuiltinTransport implements DicomTransport {

  private final CallOptions calls;

  /** Standard timeouts, and PDUs of up to 64 KiB from peers we call. */
  public BuiltinTransport() {
    this(CallOptions.standard());
  }

  /** With these settings for associations we open. */
  public BuiltinTransport(CallOptions calls) {
    this.calls = calls;
  }

  @Override
  public String name() {
    return "builtin";
  }

  @Override
  public DicomListener listen(
      ListenOptions options, StoreHandler stores, Optional<CommitmentHandler> commitments) {
    return ServerListener.open(options, stores, commitments);
  }

  @Override
  public SendReport send(PeerAddress peer, String callingAet, List<OutgoingInstance> instances) {
    return with(peer, callingAet, requestor -> new SendJob(peer, requestor, instances).run());
  }

  @Override
  public EchoReport echo(PeerAddress peer, String callingAet) {
    return with(peer, callingAet, requestor -> echo(peer, requestor));
  }

  @Override
  public CommitmentReport commit(
      PeerAddress peer, String callingAet, CommitmentRequest request, Duration wait) {
    return with(
        peer, callingAet, requestor -> new CommitmentUser(peer, requestor).ask(request, wait));
  }

  @Override
  public CommitmentReport tell(PeerAddress peer, String callingAet, CommitmentResult result) {
    return with(peer, callingAet, requestor -> new CommitmentUser(peer, requestor).tell(result));
  }

  private <T> T with(PeerAddress peer, String callingAet, Function<Requestor, T> task) {
    try (Watchdog watchdog = new Watchdog("dicom-to-" + peer)) {
      return task.apply(new Requestor(peer, AeTitle.check(callingAet), calls, watchdog));
    }
  }

  private static EchoReport echo(PeerAddress peer, Requestor requestor) {
    List<ProposedContext> verification =
        List.of(
            new ProposedContext(
                1,
                ContextNegotiation.VERIFICATION,
                List.of(StorageSyntaxes.IMPLICIT_VR_LITTLE_ENDIAN)));
    try {
      Requestor.Opened opened = requestor.open(verification);
      return echo(peer, opened.association());
    } catch (AssociationException e) {
      return failed(peer, e.failure());
    }
  }

  private static EchoReport echo(PeerAddress peer, Association association) {
    try {
      Optional<AcceptedContext> context = association.contexts().stream().findFirst();
      if (context.isEmpty()) {
        association.release();
        return failed(
            peer,
            new AssociationFailure(
                FailureKind.PERMANENT,
                peer + " accepts associations but not the Verification SOP class",
                Optional.empty()));
      }
      long start = System.nanoTime();
      association.send(context.get(), Command.echoRequest(1));
      int status = association.response(1).status();
      Duration roundTrip = Duration.ofNanos(System.nanoTime() - start);
      association.release();
      return new EchoReport(peer, OptionalInt.of(status), roundTrip, Optional.empty());
    } catch (IOException e) {
      association.abort(e);
      return failed(
          peer,
          new AssociationFailure(
              FailureKind.TRANSIENT,
              "the association with %s broke: %s".formatted(peer, e.getMessage()),
              Optional.empty()));
    }
  }

  private static EchoReport failed(PeerAddress peer, AssociationFailure failure) {
    return new EchoReport(peer, OptionalInt.empty(), Duration.ZERO, Optional.of(failure));
  }
}
