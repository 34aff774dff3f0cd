package org.truncus.gateway.dimse;

import java.io.IOException;
import java.io.InputStream;

/** What is done with each instance that arrives by C-STORE. Called by several threads at once. */
public interface StoreHandler {

  /**
   * Takes one instance. The answer goes to the sender after this returns, so a success may be
   * returned only when the instance is durable.
   *
   * <p>The stream gives the data set in the negotiated transfer syntax, without Part 10 preamble
   * and meta information. Its end means that the data set is complete: an aborted or lost
   * association makes {@code read} throw an {@link AssociationLostException}, and nothing partial
   * may be kept. An object over {@link ListenOptions#maxObjectBytes} makes {@code read} throw an
   * {@link ObjectTooLargeException}. What the handler leaves unread is skipped.
   *
   * <p>Exceptions become statuses: the two above end as described; any other {@code IOException}
   * and {@code EnvironmentException} A700 (out of resources), {@code InvalidInputException} and
   * {@code UnsupportedInputException} C000 (cannot understand), all else 0110 (processing failure).
   */
  StoreResponse store(StoreRequest request, InputStream dataSet) throws IOException;

  /**
   * Called once after the last {@code store} of an association.
   *
   * @param aborted whether it ended by anything but an orderly release
   */
  default void associationClosed(AssociationInfo association, boolean aborted) {}
}
