package org.truncus.gateway.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.truncus.dicom.UID;
import org.truncus.gateway.dimse.AssociationInfo;
import org.truncus.gateway.dimse.StoreRequest;

class ReceptionTest {

  private static final long BYTES = 128L << 20;

  @TempDir Path temp;

  @Test
  void aDataSetIsNeverInMemoryAsAWhole() throws IOException {
    StoreRequest request =
        new StoreRequest(
            new AssociationInfo("1", "MOD1", "TRUNCUS", "127.0.0.1"),
            UID.CTImageStorage,
            "1.2.3",
            UID.ExplicitVRLittleEndian);
    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    try (Reception reception = new Reception(temp.resolve("a.part"), () -> false)) {
      long before = threads.getCurrentThreadAllocatedBytes();
      reception.receive(request, zeros());
      assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(4L << 20);
      assertThat(reception.bytes()).isBetween(BYTES, BYTES + 1000);
    }
  }

  @Test
  void anObjectUnderWayEndsWhereTheReserveOfTheDiskIsTouched() throws IOException {
    StoreRequest request =
        new StoreRequest(
            new AssociationInfo("1", "MOD1", "TRUNCUS", "127.0.0.1"),
            UID.CTImageStorage,
            "1.2.3",
            UID.ExplicitVRLittleEndian);
    Path part = temp.resolve("a.part");
    try (Reception reception = new Reception(part, () -> true)) {
      assertThatThrownBy(() -> reception.receive(request, zeros()))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("no more room");
      assertThat(Files.size(part)).isLessThan(5 << 20);
    }
    assertThat(part).doesNotExist();
  }

  private static InputStream zeros() {
    return new InputStream() {
      private long left = BYTES;

      @Override
      public int read() {
        return left-- > 0 ? 0 : -1;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) {
        int n = (int) Math.min(left, length);
        left -= n;
        return n == 0 ? -1 : n;
      }
    };
  }
}
