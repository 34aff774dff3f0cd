package org.truncus.dicom;

/**
 * Bounds that keep a hostile file from taking memory or time.
 *
 * @param maxElementBytes longest value held in memory; a longer one is passed over and remembered
 *     as {@link Element.Skipped}
 * @param maxDepth sequences inside of sequences
 * @param maxItems items of all sequences together
 * @param maxElements elements of all data sets together
 * @param maxInflateRatio bytes out for one byte in, for the deflated syntax
 * @param maxHeldBytes of all values together; what comes then is passed over too, but for values of
 *     up to 64 bytes
 */
public record Limits(
    long maxElementBytes,
    int maxDepth,
    int maxItems,
    int maxElements,
    int maxInflateRatio,
    long maxHeldBytes) {

  private static final int DEPTH = 32;
  private static final int ITEMS = 100_000;
  private static final int ELEMENTS = 2_000_000;
  private static final int HEADER_ELEMENTS = 500_000;
  private static final int RATIO = 100;

  /** For whole files: values up to 1 GiB. */
  public static Limits standard() {
    return new Limits(1L << 30, DEPTH, ITEMS, ELEMENTS, RATIO, 1L << 31);
  }

  /** For headers: values up to 16 MiB, 64 MiB in all. */
  public static Limits header() {
    return new Limits(1L << 24, DEPTH, ITEMS, HEADER_ELEMENTS, RATIO, 1L << 26);
  }

  /** These limits with another bound for one value. */
  public Limits withMaxElementBytes(long bytes) {
    return new Limits(bytes, maxDepth, maxItems, maxElements, maxInflateRatio, maxHeldBytes);
  }
}
