package org.truncus.gateway.dimse.service;

import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.DimseStatus;
import org.truncus.gateway.dimse.ObjectTooLargeException;
import org.truncus.gateway.dimse.StoreHandler;
import org.truncus.gateway.dimse.StoreRequest;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.problem.EnvironmentException;
import org.truncus.problem.InvalidInputException;
import org.truncus.problem.UnsupportedInputException;

/**
 * C-STORE as provider: hands the instance to the handler and makes a status of whatever happens
 * there. Logs name classes of failures but not their messages, which may quote patient data.
 */
public final class StoreProvider {

  private static final Logger log = LoggerFactory.getLogger(StoreProvider.class);
  private static final int MAX_UID_LENGTH = 64;

  private final StoreHandler handler;

  /** Hands instances to that handler. */
  public StoreProvider(StoreHandler handler) {
    this.handler = handler;
  }

  /**
   * The answer to a C-STORE request, whose data set has then been taken off the network.
   *
   * @param abstractSyntax of the context
   * @throws IOException where the association is lost; there is nobody to answer to
   */
  public StoreResponse store(
      StoreRequest request, String abstractSyntax, Optional<? extends MessageData> dataSet)
      throws IOException {
    if (dataSet.isEmpty()) {
      return new StoreResponse(DimseStatus.CANNOT_UNDERSTAND, "request without data set");
    }
    MessageData data = dataSet.get();
    StoreResponse response;
    if (!request.affectedSOPClassUID().equals(abstractSyntax)) {
      response =
          new StoreResponse(
              DimseStatus.SOP_CLASS_NOT_SUPPORTED, "SOP class isn't that of the context");
    } else if (request.affectedSOPInstanceUID().isEmpty()
        || request.affectedSOPInstanceUID().length() > MAX_UID_LENGTH) {
      response =
          new StoreResponse(DimseStatus.CANNOT_UNDERSTAND, "Affected SOP Instance UID is no UID");
    } else {
      response = handle(request, data);
    }
    data.skipRest();
    return response;
  }

  private StoreResponse handle(StoreRequest request, MessageData data) throws IOException {
    try {
      return handler.store(request, data);
    } catch (ObjectTooLargeException e) {
      return failed(
          request, DimseStatus.OUT_OF_RESOURCES, "data set over " + e.limit() + " bytes", e);
    } catch (InvalidInputException e) {
      return failed(request, DimseStatus.CANNOT_UNDERSTAND, "data set can't be read", e);
    } catch (UnsupportedInputException e) {
      return failed(request, DimseStatus.CANNOT_UNDERSTAND, "data set isn't supported", e);
    } catch (EnvironmentException e) {
      return failed(request, DimseStatus.OUT_OF_RESOURCES, "out of resources", e);
    } catch (IOException e) {
      data.throwIfLost();
      return failed(request, DimseStatus.OUT_OF_RESOURCES, "storage failed", e);
    } catch (RuntimeException e) {
      data.throwIfLost();
      return failed(request, DimseStatus.PROCESSING_FAILURE, "internal failure", e);
    } catch (OutOfMemoryError e) {
      return failed(request, DimseStatus.OUT_OF_RESOURCES, "out of memory", e);
    }
  }

  private static StoreResponse failed(
      StoreRequest request, int status, String comment, Throwable cause) {
    StackTraceElement[] frames = cause.getStackTrace();
    log.error(
        "{}: instance '{}' answered {} ({}): {} at {}",
        request.association().id(),
        StoreResponse.printable(request.affectedSOPInstanceUID()),
        DimseStatus.text(status),
        comment,
        cause.getClass().getName(),
        frames.length == 0 ? "unknown" : frames[0]);
    return new StoreResponse(status, comment);
  }
}
