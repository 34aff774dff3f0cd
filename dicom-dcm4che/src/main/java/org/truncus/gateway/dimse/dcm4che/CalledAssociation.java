package org.truncus.gateway.dimse.dcm4che;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Commands;
import org.dcm4che3.net.DataWriter;
import org.dcm4che3.net.FutureDimseRSP;
import org.dcm4che3.net.pdu.PresentationContext;
import org.truncus.gateway.dimse.AssociationLostException;
import org.truncus.gateway.dimse.CallOptions;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.pdu.ContextResult;
import org.truncus.gateway.dimse.pdu.ProposedContext;
import org.truncus.gateway.dimse.pdu.RoleSelection;
import org.truncus.gateway.dimse.service.AcceptedContext;
import org.truncus.gateway.dimse.service.Channel;
import org.truncus.gateway.dimse.service.OutgoingAssociation;
import org.truncus.gateway.dimse.service.Watchdog;

/** An association of ours that dcm4che has opened. */
final class CalledAssociation implements OutgoingAssociation {

  private static final int MEDIUM = 0;
  private static final int MESSAGE_IDS = 0xFFFF;

  private final Association association;
  private final Channel channel;
  private final List<ProposedContext> proposed;
  private final Results results;
  private final Watchdog watchdog;
  private final CallOptions calls;
  private int messageId;

  CalledAssociation(
      Association association,
      Channel channel,
      List<ProposedContext> proposed,
      Results results,
      Watchdog watchdog,
      CallOptions calls) {
    this.association = association;
    this.channel = channel;
    this.proposed = proposed;
    this.results = results;
    this.watchdog = watchdog;
    this.calls = calls;
  }

  @Override
  public List<AcceptedContext> contexts() {
    List<AcceptedContext> accepted = new ArrayList<>();
    for (ProposedContext context : proposed) {
      PresentationContext result = answer(context.id());
      if (result != null
          && result.isAccepted()
          && context.transferSyntaxes().contains(result.getTransferSyntax())) {
        accepted.add(
            new AcceptedContext(
                context.id(), context.abstractSyntax(), result.getTransferSyntax()));
      }
    }
    return accepted;
  }

  @Override
  public String refusal(String sopClassUID) {
    return proposed.stream()
        .filter(context -> context.abstractSyntax().equals(sopClassUID))
        .map(context -> answer(context.id()))
        .filter(result -> result != null && !result.isAccepted())
        .map(result -> new ContextResult(result.getPCID(), result.getResult(), "").text())
        .findFirst()
        .orElse("no answer");
  }

  @Override
  public List<RoleSelection> roles() {
    return association.getAAssociateAC().getRoleSelections().stream()
        .map(role -> new RoleSelection(role.getSOPClassUID(), role.isSCU(), role.isSCP()))
        .toList();
  }

  @Override
  public StoreResponse echo(AcceptedContext context) throws IOException {
    return exchange(
        context, Commands.mkCEchoRQ(next(), context.abstractSyntax()), Optional.empty());
  }

  @Override
  public StoreResponse store(AcceptedContext context, String sopInstanceUID, InputStream dataSet)
      throws IOException {
    return exchange(
        context,
        Commands.mkCStoreRQ(next(), context.abstractSyntax(), sopInstanceUID, MEDIUM),
        Optional.of(dataSet));
  }

  @Override
  public StoreResponse askCommitment(AcceptedContext context, InputStream dataSet)
      throws IOException {
    return exchange(context, Messages.action(next()), Optional.of(dataSet));
  }

  @Override
  public StoreResponse tellCommitment(AcceptedContext context, int eventTypeID, InputStream dataSet)
      throws IOException {
    return exchange(context, Messages.event(next(), eventTypeID), Optional.of(dataSet));
  }

  @Override
  public Optional<CommitmentResult> awaitCommitment(Duration wait) throws IOException {
    return results.await(wait);
  }

  @Override
  public void release() throws IOException {
    try {
      association.release();
      association.waitForSocketClose();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssociationLostException("interrupted", e);
    } finally {
      close();
    }
  }

  @Override
  public void abort(IOException why) {
    association.abort();
    close();
  }

  /** dcm4che ends the association where no response comes in time; we do where that is stuck. */
  private StoreResponse exchange(
      AcceptedContext context, Attributes command, Optional<InputStream> data) throws IOException {
    Duration patience = calls.timeouts().dimse();
    FutureDimseRSP response = new FutureDimseRSP(messageId);
    try (Pace pace = new Pace(watchdog, channel, patience)) {
      DataWriter writer = data.map(in -> new PacedWriter(in, pace, patience)).orElse(null);
      association.invoke(
          answer(context.id()), command, writer, response, 0, Settings.millis(patience));
      pace.moved(patience.plus(Dcm4cheListener.BACKSTOP));
      response.next();
      return Replies.read(response.getCommand());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssociationLostException("interrupted", e);
    }
  }

  private PresentationContext answer(int id) {
    return association.getAAssociateAC().getPresentationContext(id);
  }

  private int next() {
    messageId = messageId % MESSAGE_IDS + 1;
    return messageId;
  }

  private void close() {
    try {
      channel.close(watchdog, Dcm4cheListener.BACKSTOP);
    } catch (IOException e) {
      // it is closed already, or as good as that
    }
  }
}
