package org.truncus.gateway.work;

/**
 * How full a disk is, as {@code df} counts it: what is kept back for the superuser is neither used
 * nor free.
 *
 * @param used bytes
 * @param free bytes that this process may still write
 */
public record DiskSpace(long used, long free) {

  /** Both together. */
  public long size() {
    return used + free;
  }

  /** The used part in [0,1]. */
  public double share() {
    return size() <= 0 ? 1 : (double) used / size();
  }
}
