package org.truncus.gateway.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import org.truncus.gateway.dimse.AssociationLostException;
import org.truncus.gateway.dimse.ObjectTooLargeException;

/**
 * One instance on its way in over HTTP, as the inbox expects its streams to fail: a broken or
 * malformed body is a lost association, and one of too many bytes is told apart.
 */
final class PartInput extends InputStream {

  private final InputStream in;
  private final long limit;
  private long count;

  PartInput(InputStream in, long limit) {
    this.in = in;
    this.limit = limit;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    int read;
    try {
      read = in.read(bytes, offset, length);
    } catch (MalformedBodyException e) {
      throw new AssociationLostException("the body is malformed: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new AssociationLostException("the request broke", e);
    }
    count += Math.max(0, read);
    if (count > limit) {
      throw new ObjectTooLargeException(limit);
    }
    return read;
  }
}
