package org.truncus.gateway.inbox;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.truncus.gateway.work.DiskSpace;

/**
 * Refuses input before the disk is full, so that reports and the database can still be written. It
 * begins at the high watermark or below the least free room, and ends only when there is somewhat
 * more room than that, so that it doesn't flap. Thread-safe.
 */
public final class DiskGuard {

  private static final Logger LOG = LoggerFactory.getLogger(DiskGuard.class);

  /** What must come free beyond the limits: of the disk, and of the least free room. */
  private static final double OF_DISK = 0.02;

  private static final double OF_RESERVE = 0.25;

  private final Supplier<DiskSpace> disk;
  private final double highWater;
  private final long minFree;
  private boolean refusing;

  /**
   * Watches a disk.
   *
   * @param disk looks at it
   * @param highWater the used share above which input is refused, in (0,1]
   * @param minFree bytes; input is refused where less is free
   */
  public DiskGuard(Supplier<DiskSpace> disk, double highWater, long minFree) {
    this.disk = disk;
    this.highWater = highWater;
    this.minFree = minFree;
  }

  /** Whether input is refused now. */
  public synchronized boolean low() {
    DiskSpace space = disk.get();
    boolean next = refusing ? !roomAgain(space) : isOver(space);
    if (next != refusing) {
      refusing = next;
      String figures =
          "%.1f %% used, %d MB free".formatted(100 * space.share(), space.free() >> 20);
      if (next) {
        LOG.error("the disk is nearly full ({}): input is refused", figures);
      } else {
        LOG.info("there is room on the disk again ({}): input is taken", figures);
      }
    }
    return refusing;
  }

  private boolean isOver(DiskSpace space) {
    return space.share() > highWater || space.free() < minFree;
  }

  private boolean roomAgain(DiskSpace space) {
    double more = Math.min(OF_DISK * space.size(), OF_RESERVE * minFree);
    boolean belowMark =
        highWater >= 1 || space.share() <= Math.max(highWater - OF_DISK, highWater / 2);
    return belowMark && (double) space.free() >= minFree + more;
  }

  /**
   * Whether even what is under way has to stop: half of the room that is kept for reports and the
   * database is gone.
   */
  public boolean exhausted() {
    DiskSpace space = disk.get();
    return (double) space.free() < Math.max((double) minFree, (1 - highWater) * space.size()) / 2;
  }

  /** The used share of the disk in [0,1]. */
  public double used() {
    return disk.get().share();
  }
}
