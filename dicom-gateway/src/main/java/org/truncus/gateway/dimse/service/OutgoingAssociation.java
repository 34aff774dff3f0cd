package org.truncus.gateway.dimse.service;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.truncus.gateway.dimse.CommitmentResult;
import org.truncus.gateway.dimse.StoreResponse;
import org.truncus.gateway.dimse.pdu.RoleSelection;

/**
 * An association that we have opened. Each request waits for its answer; an {@code IOException}
 * means that the association is of no more use and has to be aborted. For one thread.
 */
public interface OutgoingAssociation {

  /** The contexts that the peer took. */
  List<AcceptedContext> contexts();

  /** Why the peer took none of this class, in words. */
  String refusal(String sopClassUID);

  /** The peer's answer on roles; empty where it gave none. */
  List<RoleSelection> roles();

  /** C-ECHO. */
  StoreResponse echo(AcceptedContext context) throws IOException;

  /**
   * C-STORE.
   *
   * @param dataSet in the syntax of the context; the caller closes it
   * @throws SourceException where the data set can't be read
   */
  StoreResponse store(AcceptedContext context, String sopInstanceUID, InputStream dataSet)
      throws IOException;

  /** N-ACTION of storage commitment. */
  StoreResponse askCommitment(AcceptedContext context, InputStream dataSet) throws IOException;

  /** N-EVENT-REPORT of storage commitment. */
  StoreResponse tellCommitment(AcceptedContext context, int eventTypeID, InputStream dataSet)
      throws IOException;

  /** Takes the result of a request on this association, where it comes within that time. */
  Optional<CommitmentResult> awaitCommitment(Duration wait) throws IOException;

  /** Asks for the release and ends the connection. */
  void release() throws IOException;

  /** Ends the association at once. */
  void abort(IOException why);
}
