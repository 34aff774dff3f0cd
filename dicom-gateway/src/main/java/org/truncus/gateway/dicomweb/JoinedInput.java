package org.truncus.gateway.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Iterator;
import java.util.function.Supplier;

/** Streams one behind the other, each opened when the one before has ended. */
final class JoinedInput extends InputStream {

  private final Iterator<Supplier<InputStream>> rest;
  private InputStream current = InputStream.nullInputStream();

  JoinedInput(Iterator<Supplier<InputStream>> streams) {
    this.rest = streams;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    if (length == 0) {
      return 0;
    }
    try {
      int read = current.read(bytes, offset, length);
      while (read < 0 && rest.hasNext()) {
        current.close();
        current = rest.next().get();
        read = current.read(bytes, offset, length);
      }
      return read;
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  @Override
  public void close() throws IOException {
    current.close();
  }
}
