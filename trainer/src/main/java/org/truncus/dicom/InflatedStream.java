package org.truncus.dicom;

import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * The deflated data set (PS3.5 annex A.5), with a bound on how far it may swell. Closing frees the
 * inflater.
 */
final class InflatedStream extends FilterInputStream {

  private static final long FREE = 1 << 20;
  private static final long MOST = 1L << 31;

  private final Inflater inflater;
  private final int maxRatio;
  private final Closeable owned;
  private long out;

  /** Over bytes of which some may have been looked at ahead; they stay the caller's to close. */
  InflatedStream(InputStream in, DicomInput ahead, int maxRatio) {
    this(joined(in, ahead), new Inflater(true), maxRatio, () -> {});
  }

  private InflatedStream(InputStream in, Inflater inflater, int maxRatio, Closeable owned) {
    super(new InflaterInputStream(in, inflater, 8192));
    this.inflater = inflater;
    this.maxRatio = maxRatio;
    this.owned = owned;
  }

  /** The inflated bytes from an offset on; closing closes the stream underneath. */
  static InputStream from(InputStream in, long offset, int maxRatio) throws IOException {
    InflatedStream inflated = new InflatedStream(in, new Inflater(true), maxRatio, in);
    try {
      inflated.skipNBytes(offset);
      return inflated;
    } catch (IOException | RuntimeException e) {
      inflated.close();
      throw e;
    }
  }

  /** The bytes that were looked at ahead, then the rest. */
  private static InputStream joined(InputStream in, DicomInput input) {
    byte[] ahead = input.takeAhead();
    return new SequenceInputStream(new java.io.ByteArrayInputStream(ahead), in);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int got;
    try {
      got = super.read(buffer, offset, length);
    } catch (ZipException e) {
      throw new InvalidDicomException("the deflated data set is broken", e);
    } catch (java.io.EOFException e) {
      throw new InvalidDicomException("the deflated data set is cut short", e);
    }
    out += Math.max(got, 0);
    if (out > MOST) {
      throw new UnsupportedDicomException("the deflated data set holds more than 2 GiB");
    }
    if (out > FREE && out > (long) maxRatio * inflater.getBytesRead()) {
      throw new UnsupportedDicomException(
          "the deflated data set swells to more than " + maxRatio + " times its size");
    }
    return got;
  }

  @Override
  public void close() throws IOException {
    inflater.end();
    owned.close();
  }

  /** By reading: what is skipped counts for the bound, too. */
  @Override
  public long skip(long count) throws IOException {
    byte[] sink = new byte[(int) Math.min(Math.max(count, 1), 8192)];
    long skipped = 0;
    while (skipped < count) {
      int got = read(sink, 0, (int) Math.min(sink.length, count - skipped));
      if (got < 0) {
        break;
      }
      skipped += got;
    }
    return skipped;
  }
}
