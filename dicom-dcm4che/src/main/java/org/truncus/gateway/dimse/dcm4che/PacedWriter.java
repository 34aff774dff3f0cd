package org.truncus.gateway.dimse.dcm4che;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.dcm4che3.net.DataWriter;
import org.dcm4che3.net.PDVOutputStream;
import org.truncus.gateway.dimse.service.SourceException;

/** Gives dcm4che a data set to send, part by part. The stream is the caller's to close. */
final class PacedWriter implements DataWriter {

  private static final int PART = 1 << 16;

  private final InputStream in;
  private final Pace pace;
  private final Duration patience;

  /**
   * Sends that stream.
   *
   * @param patience for the peer to take a part
   */
  PacedWriter(InputStream in, Pace pace, Duration patience) {
    this.in = in;
    this.pace = pace;
    this.patience = patience;
  }

  @Override
  public void writeTo(PDVOutputStream out, String transferSyntax) throws IOException {
    byte[] part = new byte[PART];
    for (int n = read(part); n > 0; n = read(part)) {
      out.write(part, 0, n);
      pace.moved(patience);
    }
  }

  private int read(byte[] part) throws SourceException {
    try {
      return in.readNBytes(part, 0, part.length);
    } catch (IOException e) {
      throw new SourceException(e);
    }
  }
}
