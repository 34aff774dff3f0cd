package org.truncus.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.DataSet;
import org.truncus.dicom.Tag;
import org.truncus.dicom.VR;
import org.truncus.gateway.dicomweb.Bodies;

/**
 * A large instance is never in memory as a whole. {@code -Dtruncus.stow.megabytes=300} makes it
 * larger and says what the heap took.
 */
class StowLargeTest {

  private static final int MEGABYTES = Integer.getInteger("truncus.stow.megabytes", 64);
  private static final int MEBIBYTE = 1 << 20;

  @TempDir Path temp;

  @Test
  void aLargeInstanceGoesThroughWithoutTheHeapGrowing() throws Exception {
    try (Gateway gateway = GatewaySetup.start(GatewaySetup.options(temp.resolve("gw")))) {
      Http http = new Http(gateway);
      AtomicLong live = new AtomicLong();
      post(http, 1, 2, () -> live.set(liveHeap())); // classes are loaded
      long before = live.get();
      long start = System.nanoTime();

      assertThat(post(http, 2, MEGABYTES, () -> live.set(liveHeap()))).isEqualTo(200);

      double seconds = (System.nanoTime() - start) / 1e9;
      long grown = (live.get() - before) / MEBIBYTE;
      System.out.printf(
          "%d MiB posted in %.2f s, live heap %d MiB more at half of it%n",
          MEGABYTES, seconds, grown);
      assertThat(grown).isLessThan(16);
    }
  }

  private static long liveHeap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static int post(Http http, int instance, int megabytes, Runnable atHalf)
      throws Exception {
    DataSet image =
        SampleImages.image(1, instance, 0.5)
            .setInts(Tag.NumberOfFrames, megabytes)
            .setBytes(Tag.PixelData, VR.OW, new byte[2]);
    byte[] head = Bodies.of(Bodies.file(image));
    int pixels = head.length - "\r\n--B--\r\n".length() - 6;
    ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).putInt(pixels, megabytes * MEBIBYTE);
    byte[] start = Arrays.copyOf(head, pixels + 4);
    byte[] end = Arrays.copyOfRange(head, pixels + 6, head.length);
    return http.post(
            "/dicom-web/studies",
            BodyPublishers.ofInputStream(() -> body(start, megabytes, end, atHalf)),
            Bodies.TYPE,
            "application/dicom+json")
        .statusCode();
  }

  private static InputStream body(byte[] start, int megabytes, byte[] end, Runnable atHalf) {
    return new InputStream() {
      private final long length = start.length + megabytes * (long) MEBIBYTE + end.length;
      private final byte[] one = new byte[1];
      private long at;

      @Override
      public int read() {
        return read(one, 0, 1) < 0 ? -1 : one[0];
      }

      @Override
      public int read(byte[] bytes, int offset, int most) {
        if (at < length / 2 && at + most >= length / 2) {
          atHalf.run();
        }
        int count = (int) Math.min(most, length - at);
        for (int i = 0; i < count; i++, at++) {
          long fromEnd = at - length + end.length;
          bytes[offset + i] =
              at < start.length ? start[(int) at] : fromEnd >= 0 ? end[(int) fromEnd] : 0;
        }
        return count == 0 ? -1 : count;
      }
    };
  }
}
