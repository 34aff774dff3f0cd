package org.truncus.gateway.dimse.dcm4che;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ScheduledFuture;
import org.dcm4che3.net.PDVInputStream;
import org.dcm4che3.net.pdu.AAbort;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.dimse.AssociationLostException;
import org.truncus.gateway.dimse.ObjectTooLargeException;
import org.truncus.gateway.dimse.service.Channel;
import org.truncus.gateway.dimse.service.MessageData;
import org.truncus.gateway.dimse.service.MessagePace;
import org.truncus.gateway.dimse.service.Watchdog;

/**
 * The data set of a message that dcm4che receives, with our limits of its size, of each part, and
 * of its pace.
 */
final class IncomingData extends MessageData {

  private static final Logger log = LoggerFactory.getLogger(IncomingData.class);
  private static final int SCRATCH = 8192;

  private final PDVInputStream in;
  private final long limit;
  private final Duration patience;
  private final Watchdog watchdog;
  private final Channel channel;
  private final MessagePace pace;
  private boolean skipping;
  private long received;
  private IOException failure;

  /**
   * For the thread that the stream belongs to.
   *
   * @param patience for the next part; after that the connection is closed
   */
  IncomingData(
      PDVInputStream in, long limit, Duration patience, Watchdog watchdog, Channel channel) {
    this.in = in;
    this.limit = limit;
    this.patience = patience;
    this.watchdog = watchdog;
    this.channel = channel;
    this.pace = new MessagePace(patience);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] bytes, int offset, int length) throws IOException {
    Objects.checkFromIndexSize(offset, length, bytes.length);
    if (length == 0) {
      return 0;
    }
    throwIfLostInside();
    if (received > limit && !skipping) {
      throw new ObjectTooLargeException(limit);
    }
    int n = take(bytes, offset, length);
    if (n > 0) {
      received += n;
      if (received / 2 > limit) {
        failure = new AAbort(AAbort.UL_SERIVE_PROVIDER, AAbort.REASON_NOT_SPECIFIED);
        throwIfLostInside();
      }
      if (received > limit && !skipping) {
        throw new ObjectTooLargeException(limit);
      }
    }
    return n;
  }

  @Override
  public int available() throws IOException {
    return Math.max(0, in.available());
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
    byte[] scratch = new byte[SCRATCH];
    try {
      while (read(scratch, 0, SCRATCH) >= 0) {
        // forgotten
      }
    } catch (AssociationLostException e) {
      throw failure;
    }
  }

  private int take(byte[] bytes, int offset, int length) throws IOException {
    int n;
    long waited = 0;
    try {
      if (in.available() > 0) {
        n = in.read(bytes, offset, length);
      } else {
        long start = System.nanoTime();
        ScheduledFuture<?> alarm = watchdog.closeAfter(patience, channel.connected());
        try {
          n = in.read(bytes, offset, length);
        } finally {
          alarm.cancel(false);
        }
        waited = System.nanoTime() - start;
      }
    } catch (IOException e) {
      failure = e;
      throw lost();
    }
    if (n > 0 && !pace.keeps(waited, n)) {
      log.warn("{}: {}", channel.connected().getInetAddress(), pace.complaint());
      failure = new AAbort(AAbort.UL_SERIVE_PROVIDER, AAbort.REASON_NOT_SPECIFIED);
      throw lost();
    }
    return n;
  }

  private void throwIfLostInside() throws IOException {
    if (failure != null) {
      throw lost();
    }
  }

  private AssociationLostException lost() {
    return new AssociationLostException(
        "the association broke: "
            + (failure.getMessage() == null
                ? failure.getClass().getSimpleName()
                : failure.getMessage()),
        failure);
  }
}
