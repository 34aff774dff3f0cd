package org.truncus.gateway.dimse.builtin;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Objects;
import org.truncus.gateway.dimse.AssociationLostException;
import org.truncus.gateway.dimse.ObjectTooLargeException;
import org.truncus.gateway.dimse.pdu.PduException;
import org.truncus.gateway.dimse.pdu.Pdv;
import org.truncus.gateway.dimse.service.MessageData;

/**
 * The data set of a message, taken from the network as it is read. Its end is the fragment marked
 * as the last; anything else that ends the association is an exception, again at every read.
 */
final class DataSetStream extends MessageData {

  private final PdvInput source;
  private final int contextId;
  private final long limit;
  private ByteBuffer current = ByteBuffer.allocate(0);
  private boolean last;
  private boolean skipping;
  private long received;
  private IOException failure;

  DataSetStream(PdvInput source, int contextId, long limit) {
    this.source = source;
    this.contextId = contextId;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    return fill() ? current.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    if (!fill()) {
      return -1;
    }
    int n = Math.min(length, current.remaining());
    current.get(bytes, offset, n);
    return n;
  }

  @Override
  public int available() {
    return current.remaining();
  }

  @Override
  public void throwIfLost() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public void skipRest() throws IOException {
    skipping = true;
    throwIfLost();
    do {
      current.position(current.limit());
    } while (fill());
  }

  private boolean fill() throws IOException {
    throwIfLost();
    while (!current.hasRemaining()) {
      if (last) {
        return false;
      }
      take();
    }
    if (received > limit && !skipping) {
      throw new ObjectTooLargeException(limit);
    }
    return true;
  }

  private void take() throws IOException {
    try {
      Pdv pdv = source.nextOfMessage(contextId, false);
      received += pdv.data().remaining();
      if (received / 2 > limit) {
        throw new PduException(
            PduException.NOT_SPECIFIED, "a data set of more than twice " + limit + " bytes");
      }
      current = pdv.data().duplicate();
      last = pdv.last();
    } catch (AssociationLostException e) {
      failure = e;
      throw e;
    } catch (IOException e) {
      failure = e;
      throw new AssociationLostException("the association broke: " + e.getMessage(), e);
    }
  }
}
