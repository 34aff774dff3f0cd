package org.truncus.gateway.dimse.service;

import java.io.IOException;
import java.util.Optional;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.CommitmentHandler;
import org.truncus.gateway.dimse.CommitmentRequest;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/** Takes requests for storage commitment, and results of our own, off the network. */
public final class CommitmentProvider {

  private static final Logger log = LoggerFactory.getLogger(CommitmentProvider.class);

  private final CommitmentHandler handler;

  /** Asks that handler. */
  public CommitmentProvider(CommitmentHandler handler) {
    this.handler = handler;
  }

  /** An answer, and the transaction where it is a success. */
  public record Answer(StoreResponse response, Optional<String> transactionUID) {

    static Answer refused(int status, String comment) {
      return new Answer(new StoreResponse(status, comment), Optional.empty());
    }
  }

  /** The answer to an N-ACTION; what is left of its data set is skipped by the caller. */
  public Answer requested(AssociationInfo association, CommitmentMessage message)
      throws IOException {
    if (message.typeID() != 1) {
      return Answer.refused(DimseStatus.NO_SUCH_ACTION, "action type isn't 1");
    }
    return handle(
        association,
        message,
        bytes -> {
          CommitmentRequest request =
              CommitmentCodec.request(bytes, message.context().transferSyntax());
          return new Answer(
              handler.requested(association, request), Optional.of(request.transactionUID()));
        });
  }

  /** The answer to an N-EVENT-REPORT; as above. */
  public Answer reported(AssociationInfo association, CommitmentMessage message)
      throws IOException {
    return handle(
        association,
        message,
        bytes -> {
          CommitmentResult result =
              CommitmentCodec.result(bytes, message.context().transferSyntax());
          return new Answer(
              handler.reported(association, result), Optional.of(result.transactionUID()));
        });
  }

  private Answer handle(
      AssociationInfo association, CommitmentMessage message, Function<byte[], Answer> work)
      throws IOException {
    if (!message.sopClassUID().equals(message.context().abstractSyntax())) {
      return Answer.refused(
          DimseStatus.SOP_CLASS_NOT_SUPPORTED, "SOP class isn't that of the context");
    }
    if (!message.sopInstanceUID().equals(UID.StorageCommitmentPushModelInstance)) {
      return Answer.refused(DimseStatus.NO_SUCH_SOP_INSTANCE, "not the well-known instance");
    }
    if (message.data().isEmpty()) {
      return Answer.refused(DimseStatus.INVALID_ARGUMENT_VALUE, "message without data set");
    }
    byte[] bytes = message.data().get().readNBytes(CommitmentCodec.MOST_BYTES + 1);
    if (bytes.length > CommitmentCodec.MOST_BYTES) {
      return Answer.refused(
          DimseStatus.RESOURCE_LIMITATION,
          "data set over " + CommitmentCodec.MOST_BYTES + " bytes");
    }
    try {
      return work.apply(bytes);
    } catch (InvalidInputException | UnsupportedInputException e) {
      log.warn("{}: storage commitment: {}", association.id(), e.getClass().getSimpleName());
      return Answer.refused(DimseStatus.INVALID_ARGUMENT_VALUE, "data set can't be read");
    } catch (RuntimeException e) {
      log.error("{}: storage commitment: {}", association.id(), e.getClass().getName());
      return Answer.refused(DimseStatus.PROCESSING_FAILURE, "internal failure");
    }
  }
}
