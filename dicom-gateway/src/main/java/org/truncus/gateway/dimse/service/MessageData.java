package org.truncus.gateway.dimse.service;

import java.io.IOException;
import java.io.InputStream;

/**
 * The data set of a message, taken from the network as it is read. Its end is the end of the data
 * set; anything else that ends the association is an {@link
 * org.truncus.gateway.dimse.AssociationLostException}, again at every read. Over the limit, reads
 * throw an {@link org.truncus.gateway.dimse.ObjectTooLargeException}.
 */
public abstract class MessageData extends InputStream {

  /** Throws what ended the association inside of the data set, if something did. */
  public abstract void throwIfLost() throws IOException;

  /**
   * Reads the rest and forgets it, so that the sender gets its answer. More than twice the limit is
   * not waited for.
   */
  public abstract void skipRest() throws IOException;
}
