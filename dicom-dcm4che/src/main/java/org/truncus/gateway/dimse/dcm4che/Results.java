package org.truncus.gateway.dimse.dcm4che;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.dcm4che3.data.Attributes;
import org.dcm4che3.net.Association;
import org.dcm4che3.net.Dimse;
import org.dcm4che3.net.DimseRQHandler;
import org.dcm4che3.net.PDVInputStream;
import org.dcm4che3.net.pdu.PresentationContext;
import org.truncus.gateway.dimse.AssociationLostException;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.service.CommitmentCodec;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/** Takes the results of storage commitment that a peer tells on an association of ours. */
final class Results implements DimseRQHandler {

  private final BlockingQueue<Optional<CommitmentResult>> told = new LinkedBlockingQueue<>();

  @Override
  public void onDimseRQ(
      Association association,
      PresentationContext context,
      Dimse dimse,
      Attributes command,
      PDVInputStream data)
      throws IOException {
    StoreResponse answer = StoreResponse.success();
    Optional<CommitmentResult> result = Optional.empty();
    if (dimse != Dimse.N_EVENT_REPORT_RQ || data == null) {
      answer =
          new StoreResponse(DimseStatus.UNRECOGNISED_OPERATION, "this operation isn't provided");
    } else {
      try {
        result =
            Optional.of(
                CommitmentCodec.result(
                    data.readNBytes(CommitmentCodec.MOST_BYTES), context.getTransferSyntax()));
      } catch (InvalidInputException | UnsupportedInputException e) {
        answer = new StoreResponse(DimseStatus.INVALID_ARGUMENT_VALUE, "data set can't be read");
      }
    }
    association.writeDimseRSP(context, Replies.to(dimse, command, answer));
    told.add(result);
  }

  @Override
  public void onClose(Association association) {
    told.add(Optional.empty());
  }

  /** The first result, where one comes within that time. */
  Optional<CommitmentResult> await(Duration wait) throws IOException {
    try {
      Optional<CommitmentResult> first = told.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
      if (first == null) {
        return Optional.empty();
      }
      if (first.isEmpty()) {
        throw new AssociationLostException("something else than the result of storage commitment");
      }
      return first;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssociationLostException("interrupted", e);
    }
  }
}
